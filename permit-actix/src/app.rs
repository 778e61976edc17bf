//! The application: the door through which every handler comes.

use core::{fmt, future::Future};

use actix_service::IntoServiceFactory;
use actix_web::{
    Error,
    body::MessageBody,
    dev::{HttpServiceFactory, ServiceFactory, ServiceRequest, ServiceResponse, Transform},
};
use permit_web::{Endpoint, RouteInfo};

use crate::{
    config::ServiceConfig,
    route::Route,
    service::{GuardedService, slashed},
};

/// actix-web's `App`, for guarded handlers only.
///
/// `HttpServer::new` takes it as it takes actix-web's own.
#[must_use = "an application that is not served answers nobody"]
pub struct App<T = ()> {
    inner: actix_web::App<T>,
    routes: Vec<RouteInfo>,
}

impl App {
    /// One without routes: it answers 404.
    pub fn new() -> App<
        impl ServiceFactory<
            ServiceRequest,
            Config = (),
            Response = ServiceResponse,
            Error = Error,
            InitError = (),
        >,
    > {
        App {
            inner: actix_web::App::new(),
            routes: Vec::new(),
        }
    }
}

impl<T> App<T>
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

    /// Gives the handlers data, or a configuration, as actix-web's.
    pub fn app_data<U: 'static>(mut self, data: U) -> Self {
        self.inner = self.inner.app_data(data);
        self
    }

    /// Puts a middleware around it, as actix-web's. It can answer before any guard.
    pub fn wrap<M, B>(
        self,
        middleware: M,
    ) -> App<
        impl ServiceFactory<
            ServiceRequest,
            Config = (),
            Response = ServiceResponse<B>,
            Error = Error,
            InitError = (),
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
        App {
            inner: self.inner.wrap(middleware),
            routes: self.routes,
        }
    }

    /// Puts a function around it as a middleware, as actix-web's. It can answer before any guard.
    pub fn wrap_fn<F, R, B>(
        self,
        middleware: F,
    ) -> App<
        impl ServiceFactory<
            ServiceRequest,
            Config = (),
            Response = ServiceResponse<B>,
            Error = Error,
            InitError = (),
        >,
    >
    where
        F: Fn(ServiceRequest, &T::Service) -> R + Clone + 'static,
        R: Future<Output = Result<ServiceResponse<B>, Error>>,
        B: MessageBody,
    {
        App {
            inner: self.inner.wrap_fn(middleware),
            routes: self.routes,
        }
    }

    /// Every endpoint, with what guards it: for a listing, a test, a document.
    #[must_use]
    pub fn routes(&self) -> &[RouteInfo] {
        &self.routes
    }

    /// actix-web's own application. This ends the guarantee: whatever is added to it is not looked
    /// at.
    pub fn into_actix(self) -> actix_web::App<T> {
        self.inner
    }
}

/// For `HttpServer::new`, and for `actix_web::test::init_service`.
impl<T, F, Request> IntoServiceFactory<Served<F>, Request> for App<T>
where
    actix_web::App<T>: IntoServiceFactory<F, Request>,
    F: ServiceFactory<Request>,
{
    fn into_factory(self) -> Served<F> {
        Served(self.inner.into_factory())
    }
}

/// What actix-web makes of its own application, under a name that is ours: only so can the compiler
/// tell [`App`] from what it turns into.
#[derive(Debug)]
pub struct Served<F>(F);

impl<F: ServiceFactory<Request>, Request> ServiceFactory<Request> for Served<F> {
    type Response = F::Response;
    type Error = F::Error;
    type Config = F::Config;
    type Service = F::Service;
    type InitError = F::InitError;
    type Future = F::Future;

    fn new_service(&self, config: F::Config) -> F::Future {
        self.0.new_service(config)
    }
}

impl<T> fmt::Debug for App<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("App").field(&self.routes).finish()
    }
}
