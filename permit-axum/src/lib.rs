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
//! // 401, 403 or 404 before anything else is read. The permit holds the item and the caller.
//! async fn edit(Allowed(permit): Allowed<EditItem>, State(app): State<App>, title: String) -> String {
//!     let editor = permit.principal().subject().id().copied();
//!     save(&app, permit, &title); // the data layer asks for this very proof
//!     format!("changed by {editor:?}")
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
//!     .route("/health", get(unguarded("reveals nothing about any user", async || "well")));
//! # }
//! ```
//!
//! and [`Router`] accepts no handler that does not. `#[requires(EditItem)]` above a handler puts
//! such a parameter first.
//!
//! An application implements [`Authenticate`] for its subject, which says who sends a request, and
//! axum's `FromRequestParts` for the contexts of its actions, which loads them. The state of the router is any
//! type, `Arc<AppData>` too: see [`Authenticate`].
//!
//! | extractor | is | proves |
//! |---|---|---|
//! | [`Allowed<A>`] | the permit, its context loaded by its own extractor | the action |
//! | [`Ask<A>`] | a check to be made inside the handler | that some context could be allowed |
//! | [`Scoped<A>`] | the list query: what to ask a database for | that there may be something to list |
//! | [`SignedIn<U>`] | the principal of a known caller | that the caller is known |
//! | [`Who<U>`] | the principal of any caller | nothing |
//!
//! With [`Ask`] and [`Scoped`] the handler itself makes the check, or the list query. One that never makes it
//! is found: see [`Router::on_unchecked`].
//!
//! Each guard of a handler decides for the same caller, and under every consent that a layer added with
//! [`narrow`]. The order of layers does not matter.
//!
//! permit guards against forgetting, not against malice: a layer can answer before any guard.

// docs.rs shows at each item the feature that it needs.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![warn(missing_docs, missing_debug_implementations)]

mod actions;
mod authenticate;
mod extract;
mod guard;
mod method_router;
mod opaque;
#[cfg(feature = "openapi")]
mod openapi;
mod private;
mod refusal;
mod router;
mod routes;
mod serving;
mod signature;
mod taken;
mod unchecked;

#[cfg(feature = "openapi")]
pub use self::openapi::{Described, OpenApiRouter};
pub use self::{
    actions::{Allowable, Askable, Scopable},
    authenticate::{Authenticate, narrow},
    extract::{Allowed, Ask, Scoped, SignedIn, Who},
    guard::{Guard, Unguarded, unguarded},
    method_router::{
        MethodRouter, any, connect, delete, get, head, on, options, patch, post, put, trace,
    },
    refusal::{Refusal, RefusalFormat, RefusalStyle, RefusalView},
    router::Router,
    routes::{Guarded, RouteInfo},
    signature::{Extract, Signature},
};
/// A guard: of a handler with one argument, of any other function with two or three.
///
/// `#[requires(EditItem)]` puts a first parameter before those of the handler. It is the guard
/// `Allowed<EditItem>`, without the permit: the context is loaded by its own extractor, and the action is
/// checked on it before anything else is read.
///
/// ```
/// # include!("../tests/ui/support/app.rs");
/// use permit_axum::{Router, get, requires};
///
/// #[requires(EditItem)]
/// async fn edit(title: String) -> String {
///     title
/// }
///
/// # fn main() {
/// let router: Router<App> = Router::new().route("/items/{id}", get(edit));
/// # }
/// ```
///
/// A handler that needs the permit, for the data layer or to read the context, takes it as its first
/// parameter instead: [`Allowed<EditItem>`](Allowed). An action with fields is asked with [`Ask`], because
/// the guard cannot know their values. A handler has one guard; for two actions, name an operation in the
/// catalogue: `pub Both(context = Item) = all_of(EditItem, CloseItem);`.
///
/// With the principal, and the context unless it is `()`, it checks before the first line of any function that
/// returns a `Result`, like `permit::requires`: `#[requires(EditItem, who, item)]`.
#[doc(inline)]
pub use permit_macros::requires_axum as requires;
#[cfg(feature = "openapi")]
pub use permit_web::Differences;
pub use permit_web::{Handler, OnUnchecked};

/// What the expansion of [`macro@requires`] names. Not part of the public interface.
#[doc(hidden)]
pub mod __private {
    pub use permit_runtime::adapter::{refuse, require, require_without_context};
}

/// What the expansion of [`routes!`] finds in the place of axum. Not part of the public interface.
#[cfg(feature = "openapi")]
#[doc(hidden)]
pub mod __openapi {
    pub mod routing {
        pub use crate::MethodRouter;
    }
}
