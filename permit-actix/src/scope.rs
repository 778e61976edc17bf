//! Paths below a path.

use core::{fmt, future::Future};

use actix_web::{
    Error,
    body::MessageBody,
    dev::{
        AppService, HttpServiceFactory, ServiceFactory, ServiceRequest, ServiceResponse, Transform,
    },
};
use permit_web::{Endpoint, RouteInfo};

use crate::{
    config::ServiceConfig,
    route::Route,
    service::{GuardedService, below, slashed},
};

/// actix-web's `Scope`, for guarded handlers only.
///
/// It is a service as well: an application of actix-web's can take it, and be moved over scope by
/// scope.
#[must_use = "give it to `App::service` or `Scope::service`"]
pub struct Scope<S = actix_web::Scope> {
    inner: S,
    prefix: String,
    routes: Vec<RouteInfo>,
}

/// Begins a scope of guarded handlers below `path`.
pub fn scope(path: &str) -> Scope {
    Scope {
        inner: actix_web::web::scope(path),
        prefix: path.to_owned(),
        routes: Vec::new(),
    }
}

impl<T> Scope<actix_web::Scope<T>>
where
    T: ServiceFactory<ServiceRequest, Config = (), Error = Error, InitError = ()>,
{
    /// Adds a path with one guarded handler.
    pub fn route(mut self, path: &str, route: Route) -> Self {
        self.routes.push(route.endpoint.at(&slashed(path)));
        self.inner = self.inner.route(path, route.inner);
        self
    }

    /// Adds a guarded resource, scope or marked service.
    pub fn service(mut self, service: impl GuardedService + 'static) -> Self {
        self.routes.extend(service.routes());
        self.inner = self.inner.service(service);
        self
    }

    /// Adds a service about which permit knows nothing, and says why that is right. Also the way to
    /// move an application over, service by service.
    #[track_caller]
    pub fn service_unguarded(
        mut self,
        reason: &'static str,
        service: impl HttpServiceFactory + 'static,
    ) -> Self {
        self.routes.push(Endpoint::opaque(reason).at("*"));
        self.inner = self.inner.service(service);
        self
    }

    /// Answers what no route does, whatever the method. It obeys the same rule as every handler.
    pub fn default_service(mut self, route: Route) -> Self {
        let route = route.any_method();
        self.routes.push(route.endpoint.at("*"));
        self.inner = self.inner.default_service(route.inner);
        self
    }

    /// Adds what a function configures, as actix-web's.
    pub fn configure(mut self, configure: impl FnOnce(&mut ServiceConfig)) -> Self {
        let mut config = ServiceConfig::new();
        configure(&mut config);
        let (routes, steps) = config.into_parts();
        self.routes.extend(routes);
        self.inner = self.inner.configure(steps);
        self
    }

    /// Answers only requests that actix-web's `guard` accepts, which is not one of permit's.
    pub fn guard(mut self, guard: impl actix_web::guard::Guard + 'static) -> Self {
        self.inner = self.inner.guard(guard);
        self
    }

    /// Gives the handlers data, or a configuration, as actix-web's.
    pub fn app_data<U: 'static>(mut self, data: U) -> Self {
        self.inner = self.inner.app_data(data);
        self
    }

    /// Puts a middleware around it, as actix-web's. It can answer before any guard.
    pub fn wrap<M, B>(
        self,
        middleware: M,
    ) -> Scope<
        actix_web::Scope<
            impl ServiceFactory<
                ServiceRequest,
                Config = (),
                Response = ServiceResponse<B>,
                Error = Error,
                InitError = (),
            >,
        >,
    >
    where
        M: Transform<
                T::Service,
                ServiceRequest,
                Response = ServiceResponse<B>,
                Error = Error,
                InitError = (),
            > + 'static,
        B: MessageBody,
    {
        Scope {
            inner: self.inner.wrap(middleware),
            prefix: self.prefix,
            routes: self.routes,
        }
    }

    /// Puts a function around it as a middleware, as actix-web's. It can answer before any guard.
    pub fn wrap_fn<F, R, B>(
        self,
        middleware: F,
    ) -> Scope<
        actix_web::Scope<
            impl ServiceFactory<
                ServiceRequest,
                Config = (),
                Response = ServiceResponse<B>,
                Error = Error,
                InitError = (),
            >,
        >,
    >
    where
        F: Fn(ServiceRequest, &T::Service) -> R + Clone + 'static,
        R: Future<Output = Result<ServiceResponse<B>, Error>>,
        B: MessageBody,
    {
        Scope {
            inner: self.inner.wrap_fn(middleware),
            prefix: self.prefix,
            routes: self.routes,
        }
    }
}

impl<S> Scope<S> {
    /// Every endpoint, with what guards it: for a listing, a test, a document.
    #[must_use]
    pub fn routes(&self) -> Vec<RouteInfo> {
        below(&self.prefix, &self.routes)
    }
}

impl<T, B> HttpServiceFactory for Scope<actix_web::Scope<T>>
where
    T: ServiceFactory<
            ServiceRequest,
            Config = (),
            Response = ServiceResponse<B>,
            Error = Error,
            InitError = (),
        > + 'static,
    B: MessageBody + 'static,
{
    fn register(self, config: &mut AppService) {
        self.inner.register(config);
    }
}

#[diagnostic::do_not_recommend]
impl<T, B> GuardedService for Scope<actix_web::Scope<T>>
where
    T: ServiceFactory<
            ServiceRequest,
            Config = (),
            Response = ServiceResponse<B>,
            Error = Error,
            InitError = (),
        > + 'static,
    B: MessageBody + 'static,
{
    fn routes(&self) -> Vec<RouteInfo> {
        below(&self.prefix, &self.routes)
    }
}

impl<S> fmt::Debug for Scope<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Scope").field(&self.routes()).finish()
    }
}
