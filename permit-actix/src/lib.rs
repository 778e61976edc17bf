//! Guards for actix-web.
//!
//! A handler proves that its caller may do something by its first parameter:
//!
//! ```
//! # include!("../tests/ui/support/app.rs");
//! # use permit::Permit;
//! use actix_web::{HttpServer, web::Json};
//! use permit_actix::{
//!     Allowed, App, Authenticator, ServiceConfig, get, requires, resource, scope, unguarded,
//! };
//!
//! // 401, 403 or 404 before anything else is read: bad JSON of an anonymous caller is 401.
//! // The permit holds the item and the caller.
//! async fn edit(Allowed(permit): Allowed<EditItem>, title: Json<String>) -> String {
//!     let editor = permit.principal().subject().id().copied();
//!     save(permit, &title); // the data layer asks for this very proof
//!     format!("changed by {editor:?}")
//! }
//!
//! # fn save(_: Permit<EditItem>, _: &str) {}
//! // The same guard, as an attribute.
//! #[requires(ViewItem)]
//! async fn show() -> &'static str {
//!     "shown"
//! }
//!
//! // Above a service of actix-web's own, which it marks as guarded.
//! #[requires(EditItem)]
//! #[actix_web::delete("/{id}")]
//! async fn delete() -> &'static str {
//!     "deleted"
//! }
//!
//! fn routes(config: &mut ServiceConfig) {
//!     let items = scope("/items")
//!         .service(resource("/{id}/text").get(show).post(edit))
//!         .service(delete);
//!     let health = unguarded("reveals nothing about any user", async || "well");
//!     config.service(items).route("/health", get(health));
//! }
//!
//! # fn main() {
//! # let shop = Shop(Authorizer::builder().build());
//! # #[allow(unused)]
//! let server = HttpServer::new(move || {
//!     App::new()
//!         .app_data(Authenticator::<User>::new(shop.clone()))
//!         .configure(routes)
//! });
//!
//! let mut config = ServiceConfig::new();
//! routes(&mut config);
//! let listed = config.routes().iter().map(|route| format!("{} {}: {}", route.method, route.path, route.guard));
//! assert_eq!(listed.collect::<Vec<_>>(), [
//!     "GET /items/{id}/text: allows view_item",
//!     "POST /items/{id}/text: allows edit_item",
//!     "DELETE /items/{id}: allows edit_item",
//!     "GET /health: unguarded: reveals nothing about any user",
//! ]);
//! # }
//! ```
//!
//! and [`App`], [`Scope`], [`Resource`] and [`ServiceConfig`] accept no handler and no service that
//! does not:
//!
//! ```compile_fail,E0277
//! use permit_actix::{App, get};
//!
//! async fn editor() -> &'static str {
//!     "forgotten"
//! }
//!
//! let app = App::new().route("/items/{id}/edit", get(editor));
//! ```
//!
//! An application implements [`Authenticate`] for its subject, which says who sends a request, and
//! registers an [`Authenticator`] as `app_data`. It implements actix-web's `FromRequest` for the
//! contexts of its actions, which loads them, in the crate that defines the contexts.
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
//! is found: see [`App::on_unchecked`].
//!
//! Each guard of a handler decides for the same caller, and under every consent that a middleware
//! added with [`narrow`]. The order of middleware does not matter.
//!
//! # The order of extractors
//!
//! actix-web polls all extractors of a handler together. Then bad JSON would answer 400 to a caller
//! who has to sign in first, and what a handler reads would be read for callers who are refused. A
//! handler that this crate routes is read in order instead: the guard first, which sees no body;
//! then the others, one after the other.
//!
//! A handler that actix-web's own `web::get().to(…)` routes can have that order as well, in one
//! parameter: [`Sequenced`]. Without it, `Option<Allowed<A>>` is `None` there whatever goes wrong,
//! an outage too, and each guard authenticates anew.
//!
//! # Services
//!
//! `#[requires(EditItem)]` and `#[guarded]` stand above `#[put("/path")]`, never below, because
//! they have to read the parameters before actix-web does. The first adds a guard as the first
//! parameter; the second is for a service whose first parameter is a guard already:
//!
//! ```
//! # include!("../tests/ui/support/app.rs");
//! # use actix_web::web::Json;
//! # use permit_actix::{Ask, Refusal, guarded};
//! #[guarded]
//! #[actix_web::post("/transfers")]
//! async fn transfer(ask: Ask<Transfer>, amount: Json<u64>) -> Result<String, Refusal> {
//!     let permit = ask.check(Transfer { amount: *amount }, ())?;
//!     Ok(permit.action().amount.to_string())
//! }
//! # fn main() {}
//! ```
//!
//! # OpenAPI
//!
//! With the feature `openapi`, `App::describe` and `ServiceConfig::describe` give each operation of
//! a utoipa document the answers of its guard and the key of its action, and return where routes
//! and document differ.
//!
//! # Moving an application over
//!
//! A guarded [`Scope`] is a service that an application of actix-web's own takes. In the other
//! direction, `service_unguarded("the reason", service)` takes what is not guarded yet, and lists
//! it as opaque.
//!
//! actix-web gives a request to the first service whose path matches it, and a scope passes none on.
//! permit registers what is opaque after everything else, and refuses a route that is never reached,
//! with its file and line. What an application of actix-web's own registers before a guarded scope, it
//! cannot see: register the guarded scope first there. A service under `#[requires]` that is registered
//! there by itself is guarded, but its answers get no `Cache-Control: private`, and a check that it does
//! not make is not found: put it into a [`Scope`].
//!
//! permit guards against forgetting, not against malice: a middleware can answer before any guard,
//! and [`App::into_actix`] ends the guarantee.
//!
//! # The methods of actix-web
//!
#![doc = include_str!("methods.md")]
// docs.rs shows at each item the feature that it needs.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![warn(missing_docs, missing_debug_implementations)]

mod actions;
mod app;
mod authenticate;
mod config;
mod entries;
mod extract;
mod failure;
mod guard;
#[cfg(feature = "openapi")]
mod openapi;
mod parts;
mod private;
mod reach;
mod reading;
mod refusal;
mod resource;
mod route;
mod scope;
mod sequence;
mod service;
mod signature;
mod taken;
mod unchecked;

/// Marks a service of actix-web whose first parameter is a guard, so that permit's [`App`] and
/// [`scope`](scope()) accept it.
///
/// ```
/// # include!("../tests/ui/support/app.rs");
/// use permit_actix::{Allowed, guarded};
///
/// #[guarded]
/// #[actix_web::put("/items/{id}")]
/// async fn edit(Allowed(permit): Allowed<EditItem>) -> String {
///     permit.context().seller.to_string()
/// }
/// # fn main() {}
/// ```
///
/// It stands above the attribute of actix-web, never below. A handler that does not need the permit has
/// [`requires`] in its place.
#[doc(inline)]
pub use permit_macros::guarded_actix as guarded;
/// A guard: of a handler with one argument, of any other function with two or three.
///
/// `#[requires(EditItem)]` puts a first parameter before those of the handler. It is the guard
/// `Allowed<EditItem>`, without the permit: the context is loaded by its own extractor, and the action is
/// checked on it before anything else is read. The handler is routed by permit's own functions, or has
/// actix-web's attribute below:
///
/// ```
/// # include!("../tests/ui/support/app.rs");
/// use permit_actix::requires;
///
/// #[requires(EditItem)]
/// #[actix_web::put("/items/{id}")]
/// async fn edit(title: String) -> String {
///     title
/// }
/// # fn main() {}
/// ```
///
/// A handler that needs the permit takes [`Allowed<EditItem>`](Allowed) as its first parameter instead. An
/// action with fields is asked with [`Ask`], because the guard cannot know their values. A handler has one
/// guard; for two actions, name an operation in the catalogue:
/// `pub Both(context = Item) = all_of(EditItem, CloseItem);`.
///
/// With the principal, and the context unless it is `()`, it checks before the first line of any function that
/// returns a `Result`, like `permit::requires`: `#[requires(EditItem, who, item)]`.
#[doc(inline)]
pub use permit_macros::requires_actix as requires;
#[cfg(feature = "openapi")]
pub use permit_web::Differences;
pub use permit_web::{Guarded, Handler, OnUnchecked, RouteInfo};

pub use self::{
    actions::{Allowable, Askable, Scopable},
    app::App,
    authenticate::{Authenticate, Authenticator, narrow},
    config::ServiceConfig,
    extract::{Allowed, Ask, Scoped, SignedIn, Who},
    guard::{Guard, Unguarded, unguarded},
    refusal::{Refusal, RefusalFormat, RefusalStyle, RefusalView},
    resource::{Resource, resource},
    route::{Route, delete, get, head, method, patch, post, put, query, to, trace},
    scope::{Scope, scope},
    sequence::{Extract, Sequenced},
    service::GuardedService,
    signature::Signature,
};

/// What the expansion of [`macro@requires`] names. Not part of the public interface.
#[doc(hidden)]
pub mod __private {
    use core::panic::Location;

    pub use permit_runtime::adapter::{refuse, require, require_without_context};
    use permit_web::{Endpoint, Handler, RouteInfo};

    use crate::{Guard, GuardedService, entries::slashed, reach::Claim};

    /// The routes of a marked service.
    pub type Routes = Vec<RouteInfo>;

    /// What a service takes from those after it.
    pub type Claims = Vec<Claim>;

    /// What a marked service with a guard of actix-web takes: not every request.
    pub fn conditional<S: GuardedService>(service: &S) -> Claims {
        let routes = service.routes();
        let claims = routes.iter().map(Claim::route);
        claims.map(Claim::conditional).collect()
    }

    /// One of them.
    #[must_use]
    #[track_caller]
    pub fn route<G: Guard>(
        method: &'static str,
        path: &'static str,
        handler: &'static str,
    ) -> RouteInfo {
        let endpoint = Endpoint {
            method,
            guard: G::describe(),
            subject: G::subject(),
            handler: Some(Handler::at(handler)),
            location: Location::caller(),
        };
        endpoint.at(&slashed(path))
    }
}
