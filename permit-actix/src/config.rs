//! What a function configures: the routes of a module, apart from the application that gets them.

use core::fmt;

use actix_web::{dev::HttpServiceFactory, web};
use permit_web::RouteInfo;

use crate::{
    entries::{Entries, Step},
    service::GuardedService,
    taken::IntoRoute,
};

/// actix-web's `ServiceConfig`, for guarded handlers only: for `App::configure` and
/// `Scope::configure`.
#[derive(Default)]
pub struct ServiceConfig {
    steps: Vec<Step>,
    entries: Entries,
}

impl ServiceConfig {
    /// One without routes.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a path with one guarded handler.
    ///
    /// # Panics
    ///
    /// When it is never reached, because something before it takes each of its requests.
    #[track_caller]
    pub fn route(&mut self, path: &str, route: impl IntoRoute) -> &mut Self {
        let route = self.entries.route(path, route.into_route());
        let path = path.to_owned();
        self.step(move |config| config.route(&path, route))
    }

    /// Adds a guarded resource, scope or marked service.
    ///
    /// # Panics
    ///
    /// When one of its routes is never reached, because something before it takes each of its requests.
    #[track_caller]
    pub fn service(&mut self, service: impl GuardedService + 'static) -> &mut Self {
        let service = self.entries.service(service);
        self.step(|config| config.service(service))
    }

    /// Adds a service of actix-web's, which permit does not look at, and says why that is right.
    ///
    /// It is registered after everything that is guarded in the application or the scope that gets this
    /// configuration.
    ///
    /// # Panics
    ///
    /// If the reason is empty or white space.
    #[track_caller]
    pub fn service_unguarded(
        &mut self,
        reason: &'static str,
        service: impl HttpServiceFactory + 'static,
    ) -> &mut Self {
        self.entries.opaque(reason, service);
        self
    }

    /// Answers requests that no route matches, whatever the method. It needs a guard, as every
    /// handler.
    pub fn default_service(&mut self, route: impl IntoRoute) -> &mut Self {
        let route = self.entries.otherwise("*", route.into_route());
        self.step(|config| config.default_service(route))
    }

    /// Gives the handlers data, or a configuration, as actix-web's.
    pub fn app_data<U: 'static>(&mut self, data: U) -> &mut Self {
        self.step(|config| config.app_data(data))
    }

    /// Names an address outside of the application, as [`App::external_resource`](crate::App::external_resource).
    pub fn external_resource(&mut self, name: impl AsRef<str>, url: impl AsRef<str>) -> &mut Self {
        let (name, url) = (name.as_ref().to_owned(), url.as_ref().to_owned());
        self.step(move |config| config.external_resource(name, url))
    }

    /// Adds what another function configures.
    pub fn configure(&mut self, configure: impl FnOnce(&mut Self)) -> &mut Self {
        configure(self);
        self
    }

    /// Every endpoint, with what guards it: for a listing, a test, a document.
    #[must_use]
    pub fn routes(&self) -> &[RouteInfo] {
        self.entries.relative()
    }

    /// As [`App::describe`](crate::App::describe), of what is configured here.
    #[cfg(feature = "openapi")]
    pub fn describe(&self, document: &mut utoipa::openapi::OpenApi) -> permit_web::Differences {
        crate::openapi::describe(self.routes(), document)
    }

    fn step(
        &mut self,
        step: impl FnOnce(&mut web::ServiceConfig) -> &mut web::ServiceConfig + 'static,
    ) -> &mut Self {
        self.steps.push(Box::new(|config| {
            step(config);
        }));
        self
    }

    /// The routes, and what adds all but the opaque ones to actix-web's own configuration.
    pub(crate) fn into_parts(self) -> (Entries, impl FnOnce(&mut web::ServiceConfig)) {
        let steps = self.steps;
        let put = move |config: &mut web::ServiceConfig| {
            for step in steps {
                step(config);
            }
        };
        (self.entries, put)
    }
}

impl fmt::Debug for ServiceConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ServiceConfig")
            .field(&self.entries.relative())
            .finish()
    }
}
