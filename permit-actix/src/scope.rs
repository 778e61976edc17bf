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
    service::GuardedService,
};

/// actix-web's `Scope`, for guarded handlers only.
///
/// It is a service of actix-web as well, so an application of actix-web's can be moved over scope
/// by scope.
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
    pub fn service(mut self, service: impl GuardedService + 'static) -> Self {
        let service = self.entries.service(service);
        self.inner = self.inner.service(service);
        self
    }
}

guarded_service!(scope);

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
