//! Guards for axum.
//!
//! A handler proves that its caller may do something by its first parameter:
//!
//! ```
//! # include!("../tests/ui/support/app.rs");
//! # use axum::extract::State;
//! # use permit::Permit;
//! use permit_axum::{Allowed, Router, get, post, requires, unguarded};
//!
//! // 401, 403 or 404 before anything else is read.
//! async fn edit(Allowed(permit): Allowed<EditItem>, State(app): State<App>, title: String) {
//!     save(&app, permit, &title) // the data layer asks for this very proof
//! }
//!
//! # fn save(_: &App, _: Permit<EditItem>, _: &str) {}
//! #[requires(ViewItem)]
//! async fn show() -> &'static str {
//!     "shown"
//! }
//!
//! # fn main() {
//! let router: Router<App> = Router::new()
//!     .route("/items/{id}", get(show).post(edit))
//!     .route("/health", get(unguarded("tells nothing about anybody", async || "well")));
//! # }
//! ```
//!
//! and [`Router`] accepts no handler that does not. `#[requires(EditItem)]` above a handler puts
//! such a parameter first.
//!
//! An application implements `FromRequestParts` for its subject and for the contexts of its
//! actions, and `FromRef` for its [`Authorizer`](permit_runtime::Authorizer):
//!
//! | extractor | is | proves |
//! |---|---|---|
//! | [`Allowed<A>`] | the permit, its context loaded by its own extractor | the action |
//! | [`Ask<A>`] | a check to be made inside the handler | that the action is not out of the question |
//! | [`Scoped<A>`] | the list query: what to ask a database for | that there may be something to list |
//! | [`SignedIn<U>`] | the principal of somebody who is known | that |
//! | [`Who<U>`] | the principal of whoever asks | nothing |
//!
//! Where a third party's application acts for the subject, or a staff member as somebody else, the
//! subject's extractor leaves an [`Acting`] in the extensions of the request, and every guard of the
//! request asks the principal that it gives.
//!
//! permit guards against forgetting, not against malice: a layer can answer before any guard.

#![warn(missing_docs, missing_debug_implementations)]

mod extract;
mod guard;
mod method_router;
mod principal;
mod refusal;
mod router;
mod routes;
mod signature;

pub use self::{
    extract::{Allowed, Ask, Scoped, SignedIn, Who},
    guard::{Guard, Unguarded, unguarded},
    method_router::{MethodRouter, any, delete, get, head, options, patch, post, put},
    refusal::{NotFound, Refusal, RefusalView, Refusals},
    router::Router,
    routes::{Guarded, RouteInfo},
};
pub use permit_macros::requires_axum as requires;
#[cfg(feature = "openapi")]
pub use permit_web::Differences;
pub use permit_web::{Acting, FlagResolver, ResolveFlags, ResolvedFlags};

/// What the expansion of [`macro@requires`] names. Not part of the public interface.
#[doc(hidden)]
pub mod __private {
    pub use permit_runtime::__private::{refuse, require};
}
