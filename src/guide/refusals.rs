//! What a refused caller is told, and how.
//!
//! A refusal is answered by the guard that refused: 401 to an anonymous caller, 403 to a known one, 404 on a
//! context that the caller may not know of, 503 when it cannot be decided now. A 404 names nothing. The others
//! name the action and, if a condition `says` one, a public reason code, and never the rule.
//!
//! A caller that names `text/html` in `Accept` and does not prefer JSON gets a page; every other one gets
//! problem details (RFC 9457). An application writes either by itself, with the `RefusalStyle` of its
//! adapter:
//!
//! ```
//! # #[derive(Clone)]
//! # struct App;
//! use axum::{Extension, http::HeaderValue};
//! use permit_axum::{RefusalStyle, Router};
//!
//! let style = RefusalStyle::new()
//!     .page(|refusal| format!("<h1>{}</h1>", refusal.title()))
//!     // The application's own envelope for programs, with its media type.
//!     .json(HeaderValue::from_static("application/json"), |refusal| {
//!         let error = serde_json::json!({ "code": refusal.reason, "message": refusal.detail() });
//!         serde_json::json!({ "error": error }).to_string()
//!     });
//! // After the routes: a layer is around what is there already.
//! let router: Router<App> = Router::new().layer(Extension(style));
//! ```
//!
//! On actix-web the style is `app_data` of the application.
//!
//! # A page that knows the caller
//!
//! A renderer gets what the refusal tells, and neither the request nor the caller. A page that keeps the
//! navigation and says who is signed in is written by a layer: the answer of a refusal has its `RefusalView`
//! among its extensions, and the layer authenticates the caller for itself.
//!
//! ```
//! use axum::{extract::Request, middleware::Next, response::{Html, IntoResponse, Response}};
//! use permit_axum::{RefusalFormat, RefusalView};
//!
//! async fn present(request: Request, next: Next) -> Response {
//!     let (parts, body) = request.into_parts();
//!     let page = RefusalFormat::of(&parts).wants_html();
//!     let response = next.run(Request::from_parts(parts, body)).await;
//!     match response.extensions().get::<RefusalView>() {
//!         Some(view) if page => {
//!             (response.status(), Html(format!("<nav>…</nav><p>{}</p>", view.title()))).into_response()
//!         }
//!         _ => response,
//!     }
//! }
//! # let _: axum::Router = axum::Router::new().layer(axum::middleware::from_fn(present));
//! ```
//!
//! `RefusalFormat` answers for the other failures of the application as well, so that a caller gets either
//! pages or JSON, whatever went wrong. The layer of the marketplace is
//! `examples/marketplace/src/web/layer.rs`.
//!
//! # An explanation is not for the caller
//!
//! [`Principal::explain`](crate::Principal::explain) names rules, conditions and user types, and it may tell
//! that something exists which the caller may not see. It is for developers and operators. The marketplace
//! shows it on its pages because it is a demonstration, in a box that says so, and not with `--production` or
//! for hosts besides the own machine.
