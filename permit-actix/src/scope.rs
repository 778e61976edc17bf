//! Paths below a path.

use core::{fmt, future::Future};

use actix_web::{
    Error,
    body::MessageBody,
    dev::{
        AppService, HttpServiceFactory, ServiceFactory, ServiceRequest, ServiceResponse, Transform,
    },
};
use permit_web::RouteInfo;

use crate::{
    entries::Entries,
    parts::{guarded_service, routing, surroundings},
    private::Finishing,
    reach::Claim,
    service::GuardedService,
};

/// actix-web's `Scope`, for guarded handlers only.
///
/// It is a service of actix-web as well, so an application of actix-web's can be moved over scope
/// by scope. There it finishes its answers itself: they are private, and those that needed a check are
/// replaced, as in an [`App`](crate::App). Middleware of the application comes after that, so where it
/// adds a `Cache-Control` only if there is none, put it around the scope itself. permit does not see what
/// such an application registers before the scope, and actix-web gives a request to the first service
/// whose path matches.
#[must_use = "give it to `App::service` or `Scope::service`"]
pub struct Scope<S = actix_web::Scope> {
    inner: S,
    entries: Entries,
}

/// Begins a scope of guarded handlers below `path`.
pub fn scope(path: &str) -> Scope {
    Scope {
        inner: actix_web::web::scope(path),
        entries: Entries::below([path.to_owned()]),
    }
}

macro_rules! scope {
    ($factory:ty) => { Scope<actix_web::Scope<$factory>> };
}

impl<T> Scope<actix_web::Scope<T>>
where
    T: ServiceFactory<ServiceRequest, Config = (), Error = Error, InitError = ()>,
{
    routing!();
    surroundings!(Scope, scope);

    /// Adds a guarded resource, scope or marked service.
    ///
    /// # Panics
    ///
    /// When one of its routes is never reached, because something before it takes each of its requests.
    #[track_caller]
    pub fn service(mut self, service: impl GuardedService + 'static) -> Self {
        let service = self.entries.service(service);
        self.inner = self.inner.service(service);
        self
    }
}

guarded_service!(scope, Claim::scope, |inner, entries| {
    inner.configure(entries.take_opaque())
});

impl<S> Scope<S> {
    /// Every endpoint, with what guards it: for a listing, a test, a document.
    #[must_use]
    pub fn routes(&self) -> Vec<RouteInfo> {
        self.entries.whole()
    }
}

impl<S> fmt::Debug for Scope<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Scope").field(&self.routes()).finish()
    }
}
