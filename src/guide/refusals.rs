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
//! # A challenge
//!
//! RFC 9110 asks that a 401 names the scheme in which the application is sent its credentials. permit does not
//! know the scheme, and there is none for a session in a cookie, so it names none by itself:
//!
//! ```
//! use axum::{Extension, http::HeaderValue};
//! use permit_axum::{RefusalStyle, Router};
//!
//! let style = RefusalStyle::new().challenge(HeaderValue::from_static("Bearer"));
//! let router: Router = Router::new().layer(Extension(style)); // a 401 has `WWW-Authenticate: Bearer`
//! ```
//!
//! A third party whose consent does not cover the action gets 403 with `Bearer error="insufficient_scope"`, whatever
//! the challenge is: asking for more helps there.
//!
//! # The application's own rejections
//!
//! Some answers of a guarded route are not refusals of permit's, so `RefusalStyle` does not write them:
//!
//! - what `Authenticate::authenticate` fails with, its `Rejection` (on actix-web its `Error`): a bad token, a
//!   session store that is away. It is the answer as it is, with its status, its headers and its body. The challenge
//!   of a bad token is its own, `Bearer error="invalid_token"`;
//! - what the extractor of a context fails with, except a 404. A 404 is answered by permit, as that of a context
//!   that the caller may not know of, so that the two cannot be told apart;
//! - what the other parameters of the handler fail with, and what the handler itself answers.
//!
//! permit adds `Cache-Control: private` to each of them, unless it says how to cache it. For one envelope everywhere,
//! answer them by a type of the application that asks the same question as permit:
//!
//! ```
//! # #[derive(permit::UserType, Clone, Copy)]
//! # pub enum UserType { #[anonymous] Anonymous, Seller }
//! # pub struct User;
//! # impl permit::Subject for User {
//! #     type UserType = UserType; type Id = u64;
//! #     fn id(&self) -> Option<&u64> { None }
//! #     fn user_types(&self) -> permit::UserTypes<UserType> { UserType::Seller.into() }
//! #     fn anonymous() -> Self { User }
//! # }
//! # permit::permissions! { <User: UserType> }
//! # #[derive(Clone)] pub struct App { authorizer: Authorizer<User> }
//! # impl App { async fn user(&self, _: &Parts) -> Result<User, ()> { Ok(User) } }
//! # fn main() {}
//! use axum::{Json, http::{StatusCode, request::Parts}, response::{Html, IntoResponse, Response}};
//! use permit::{Authorizer, Caller};
//! use permit_axum::{Authenticate, RefusalFormat};
//!
//! pub struct Failure {
//!     status: StatusCode,
//!     page: bool,
//! }
//!
//! impl Failure {
//!     fn of(status: StatusCode, parts: &Parts) -> Self {
//!         Self { status, page: RefusalFormat::of(parts).wants_html() }
//!     }
//! }
//!
//! impl IntoResponse for Failure {
//!     fn into_response(self) -> Response {
//!         let text = self.status.canonical_reason().unwrap_or_default();
//!         if self.page {
//!             return (self.status, Html(format!("<h1>{text}</h1>"))).into_response();
//!         }
//!         let error = serde_json::json!({ "error": { "message": text } });
//!         (self.status, Json(error)).into_response()
//!     }
//! }
//!
//! impl Authenticate<App> for User {
//!     type Rejection = Failure;
//!
//!     fn authorizer(app: &App) -> &Authorizer<User> {
//!         &app.authorizer
//!     }
//!
//!     async fn authenticate(parts: &mut Parts, app: &App) -> Result<Caller<User>, Failure> {
//!         let user = app.user(parts).await;
//!         let user = user.map_err(|()| Failure::of(StatusCode::SERVICE_UNAVAILABLE, parts))?;
//!         Ok(user.into())
//!     }
//! }
//! ```
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
