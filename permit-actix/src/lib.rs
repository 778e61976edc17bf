//! Guards for actix-web.
//!
//! A handler proves that its caller may do something by its first parameter:
//!
//! ```
//! # include!("../tests/ui/support/app.rs");
//! # use permit::{Authorizer, Permit};
//! # use actix_web::web::Data;
//! use actix_web::{HttpServer, web::Json};
//! use permit_actix::{Allowed, App, ServiceConfig, get, requires, resource, scope, unguarded};
//!
//! // 401, 403 or 404 before anything else is read: bad JSON of a stranger is 401.
//! async fn edit(Allowed(permit): Allowed<EditItem>, title: Json<String>) -> &'static str {
//!     save(permit, &title); // the data layer asks for this very proof
//!     "saved"
//! }
//!
//! # fn save(_: Permit<EditItem>, _: &str) {}
//! // The same guard, from outside.
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
//!     let health = unguarded("tells nothing about anybody", async || "well");
//!     config.service(items).route("/health", get(health));
//! }
//!
//! # fn main() {
//! # #[allow(unused)]
//! let server = HttpServer::new(|| {
//!     App::new()
//!         .app_data(Data::new(Authorizer::<User>::builder().build()))
//!         .configure(routes)
//! });
//!
//! let mut config = ServiceConfig::new();
//! routes(&mut config);
//! let listed = config.routes().iter().map(|route| format!("{} {}: {}", route.method, route.path, route.guard));
//! assert_eq!(listed.collect::<Vec<_>>(), [
//!     "GET /items/{id}/text: view_item",
//!     "POST /items/{id}/text: edit_item",
//!     "DELETE /items/{id}: edit_item",
//!     "GET /health: unguarded: tells nothing about anybody",
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
//! An application implements actix-web's `FromRequest` for its subject and for the contexts of its
//! actions, and gives its [`Authorizer`](permit_runtime::Authorizer) as
//! `app_data(web::Data::new(authorizer))`. As nobody but the crate of a type, or of a trait, may
//! implement the one for the other, both implementations stand where the tables stand.
//!
//! | extractor | is | proves |
//! |---|---|---|
//! | [`Allowed<A>`] | the permit, its context loaded by its own extractor | the action |
//! | [`Ask<A>`] | a check to be made inside the handler | that the action is not out of the question |
//! | [`Scoped<A>`] | the list query: what to ask a database for | that there may be something to list |
//! | [`SignedIn<U>`] | the principal of somebody who is known | that |
//! | [`Who<U>`] | the principal of whoever asks | nothing |
//!
//! # The order of things
//!
//! actix-web polls all extractors of a handler together. Then bad JSON would answer 400 to somebody
//! who has to sign in first, and what a handler reads would be read for callers who are refused. What
//! is routed by this crate is read in order instead: the guard first, which sees no body; then the
//! others, one after the other.
//!
//! A handler that actix-web's own `web::get().to(…)` routes can have that order as well, in one
//! parameter: [`Sequenced`]. Without it, `Option<Allowed<A>>` is `None` there whatever goes wrong, an
//! outage too.
//!
//! # Services
//!
//! `#[requires(EditItem)]` and `#[guarded]` stand above `#[put("/path")]`, never below: so they see the
//! parameters before actix-web does. The first puts a guard first; the second is for a service whose
//! first parameter is a guard already:
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
//! With the feature `openapi`, `App::describe` and `ServiceConfig::describe` give each operation of a
//! document of utoipa's the answers of its guard and the key of its action, and tell where routes and
//! document differ.
//!
//! # Moving over
//!
//! A guarded [`Scope`] is a service that an application of actix-web's own takes. In the other
//! direction, `service_unguarded("the reason", service)` takes what is not guarded yet, and lists it as
//! opaque.
//!
//! Where a third party's application acts for the subject, or a staff member as somebody else, the
//! subject's extractor leaves an [`Acting`] in the extensions of the request, and every guard of the
//! request asks the principal that it gives.
//!
//! permit guards against forgetting, not against malice: a middleware can answer before any guard, and
//! [`App::into_actix`] ends the guarantee.

#![warn(missing_docs, missing_debug_implementations)]

mod app;
mod config;
mod entries;
mod extract;
mod failure;
mod guard;
#[cfg(feature = "openapi")]
mod openapi;
mod parts;
mod principal;
mod refusal;
mod resource;
mod route;
mod scope;
mod sequence;
mod service;
mod signature;

pub use permit_macros::{guarded_actix as guarded, requires_actix as requires};
#[cfg(feature = "openapi")]
pub use permit_web::Differences;
pub use permit_web::{Acting, FlagResolver, Guarded, ResolveFlags, ResolvedFlags, RouteInfo};

pub use self::{
    app::App,
    config::ServiceConfig,
    extract::{Allowed, Ask, Scoped, SignedIn, Who},
    guard::{Guard, Unguarded, unguarded},
    refusal::{NotFound, Refusal, RefusalView, Refusals},
    resource::{Resource, resource},
    route::{Route, delete, get, head, patch, post, put, to},
    scope::{Scope, scope},
    sequence::Sequenced,
    service::GuardedService,
};

/// What the expansion of [`macro@requires`] names. Not part of the public interface.
#[doc(hidden)]
pub mod __private {
    use core::panic::Location;

    pub use permit_runtime::__private::{refuse, require};
    use permit_web::{Endpoint, RouteInfo};

    use crate::{Guard, entries::slashed};

    /// What a marked service answers.
    pub type Routes = Vec<RouteInfo>;

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
            handler,
            location: Location::caller(),
        };
        endpoint.at(&slashed(path))
    }
}
