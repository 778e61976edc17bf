//! One path, or several, and who answers there.

use core::{fmt, future::Future};

use actix_router::{IntoPatterns, Patterns};
use actix_web::{
    Error,
    body::MessageBody,
    dev::{
        AppService, HttpServiceFactory, ServiceFactory, ServiceRequest, ServiceResponse, Transform,
    },
};
use permit_web::{Endpoint, RouteInfo};

use crate::{
    route::Route,
    service::{GuardedService, slashed},
};

/// The guarded handlers of a path: actix-web's `Resource`, for nothing else.
#[must_use = "give it to `App::service` or `Scope::service`"]
pub struct Resource<R = actix_web::Resource> {
    inner: R,
    paths: Vec<String>,
    endpoints: Vec<Endpoint>,
}

/// Begins the guarded handlers of a path, or of several.
pub fn resource<P: IntoPatterns>(path: P) -> Resource {
    let paths = match path.patterns() {
        Patterns::Single(path) => vec![path],
        Patterns::List(paths) => paths,
    };
    Resource {
        inner: actix_web::web::resource(path),
        paths,
        endpoints: Vec::new(),
    }
}

impl<T> Resource<actix_web::Resource<T>>
where
    T: ServiceFactory<ServiceRequest, Config = (), Error = Error, InitError = ()>,
{
    /// Adds a handler.
    pub fn route(mut self, route: Route) -> Self {
        self.endpoints.push(route.endpoint);
        self.inner = self.inner.route(route.inner);
        self
    }

    /// Answers what no route of this path does, as actix-web's: whatever the method.
    pub fn default_service(mut self, route: Route) -> Self {
        let route = route.any_method();
        self.endpoints.push(route.endpoint);
        self.inner = self.inner.default_service(route.inner);
        self
    }

    /// Gives it a name, to make its address from.
    pub fn name(mut self, name: &str) -> Self {
        self.inner = self.inner.name(name);
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
    ) -> Resource<
        actix_web::Resource<
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
        Resource {
            inner: self.inner.wrap(middleware),
            paths: self.paths,
            endpoints: self.endpoints,
        }
    }

    /// Puts a function around it as a middleware, as actix-web's. It can answer before any guard.
    pub fn wrap_fn<F, R, B>(
        self,
        middleware: F,
    ) -> Resource<
        actix_web::Resource<
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
        Resource {
            inner: self.inner.wrap_fn(middleware),
            paths: self.paths,
            endpoints: self.endpoints,
        }
    }
}

impl<T, B> HttpServiceFactory for Resource<actix_web::Resource<T>>
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
impl<T, B> GuardedService for Resource<actix_web::Resource<T>>
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
        let each = |path: &String| {
            let path = slashed(path);
            let each = self.endpoints.iter().map(move |one| one.at(&path));
            each.collect::<Vec<_>>()
        };
        self.paths.iter().flat_map(each).collect()
    }
}

impl<R> fmt::Debug for Resource<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Resource")
            .field(&self.paths)
            .field(&self.endpoints)
            .finish()
    }
}
