//! One path, or several, and its handlers.

use core::{fmt, future::Future};

use actix_router::{IntoPatterns, Patterns};
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
    parts::{guarded_service, surroundings},
    private::Finishing,
    reach::Claim,
    service::GuardedService,
    taken::IntoRoute,
};

/// actix-web's `Resource`, for guarded handlers only.
///
/// In an application of actix-web's own it finishes its answers itself, as a [`Scope`](crate::Scope) does.
#[must_use = "give it to `App::service` or `Scope::service`"]
pub struct Resource<R = actix_web::Resource> {
    inner: R,
    entries: Entries,
}

/// Begins the guarded handlers of a path, or of several.
pub fn resource<P: IntoPatterns>(path: P) -> Resource {
    let paths = match path.patterns() {
        Patterns::Single(path) => vec![path],
        Patterns::List(paths) => paths,
    };
    Resource {
        inner: actix_web::web::resource(path),
        entries: Entries::below(paths),
    }
}

macro_rules! resource {
    ($factory:ty) => { Resource<actix_web::Resource<$factory>> };
}

impl<T> Resource<actix_web::Resource<T>>
where
    T: ServiceFactory<ServiceRequest, Config = (), Error = Error, InitError = ()>,
{
    surroundings!(Resource, resource);

    /// Adds a handler.
    ///
    /// # Panics
    ///
    /// When it is never reached, because one before it takes each of its requests.
    #[track_caller]
    pub fn route(mut self, route: impl IntoRoute) -> Self {
        let route = self.entries.route("", route.into_route());
        self.inner = self.inner.route(route);
        self
    }

    /// Answers requests that no route of this path matches, whatever the method. It needs a guard,
    /// as every handler.
    pub fn default_service(mut self, route: impl IntoRoute) -> Self {
        let route = self.entries.otherwise("", route.into_route());
        self.inner = self.inner.default_service(route);
        self
    }

    /// Gives it a name, from which its address can be made.
    pub fn name(mut self, name: &str) -> Self {
        self.inner = self.inner.name(name);
        self
    }
}

guarded_service!(resource, Claim::resource, |inner, _entries| inner);

impl<R> fmt::Debug for Resource<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Resource")
            .field(&self.entries.whole())
            .finish()
    }
}
