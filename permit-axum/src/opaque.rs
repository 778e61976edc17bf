//! What permit does not look at: routers and services of axum's, each with the reason why that is right.

use core::convert::Infallible;

use axum::{extract::Request, response::IntoResponse};
use tower_service::Service;

use crate::{
    Router,
    routes::{Below as _, Endpoint},
};

impl<S: Clone + Send + Sync + 'static> Router<S> {
    /// Adds a router of axum's below `path`, which permit does not look at, and says why that is right.
    /// Use it to move an application over, route by route.
    ///
    /// # Panics
    ///
    /// If the reason is empty or white space. And as axum's: when the path is empty, or a route is there
    /// already.
    #[track_caller]
    pub fn nest_unguarded(
        mut self,
        path: &str,
        reason: &'static str,
        router: impl Into<axum::Router<S>>,
    ) -> Self {
        self.routes
            .push(Endpoint::opaque(reason).at("*").below(path));
        self.inner = self.inner.nest(path, router.into());
        self
    }

    /// Adds the routes of a router of axum's, which permit does not look at, and says why that is
    /// right.
    ///
    /// It never answers for the path and the method of a guarded route, whatever the order: axum refuses
    /// two routes for the same, and its fallback comes last. A more specific path comes first, as
    /// everywhere in axum: `/items/new` of this router before a guarded `/items/{id}`.
    ///
    /// # Panics
    ///
    /// If the reason is empty or white space. And as axum's: when a route is there already, or both have a
    /// fallback.
    #[track_caller]
    pub fn merge_unguarded(
        mut self,
        reason: &'static str,
        router: impl Into<axum::Router<S>>,
    ) -> Self {
        self.routes.push(Endpoint::opaque(reason).at("*"));
        self.inner = self.inner.merge(router.into());
        self
    }

    /// Adds a service of axum's below `path`, which permit does not look at, and says why that is right: the
    /// files of a folder, for example. The service gets paths without `path`, as with axum's `nest_service`.
    ///
    /// ```
    /// # use axum::{extract::Request, response::{IntoResponse, Response}};
    /// # #[derive(Clone)] struct ServeDir;
    /// # impl ServeDir { fn new(_: &str) -> Self { Self } }
    /// # impl tower::Service<Request> for ServeDir {
    /// #     type Response = Response; type Error = std::convert::Infallible;
    /// #     type Future = std::future::Ready<Result<Response, Self::Error>>;
    /// #     fn poll_ready(&mut self, _: &mut std::task::Context<'_>) -> std::task::Poll<Result<(), Self::Error>> {
    /// #         std::task::Poll::Ready(Ok(()))
    /// #     }
    /// #     fn call(&mut self, _: Request) -> Self::Future { std::future::ready(Ok(().into_response())) }
    /// # }
    /// use permit_axum::Router;
    ///
    /// // `ServeDir` is that of `tower-http`.
    /// let router: Router = Router::new()
    ///     .nest_service_unguarded("/assets", "the public style sheets", ServeDir::new("assets"));
    /// ```
    ///
    /// A service whose answers are not for every caller is called by a guarded handler: see
    /// [`Router`](Self#services).
    ///
    /// # Panics
    ///
    /// If the reason is empty or white space. And as axum's: when the path is empty, or a route is there
    /// already.
    #[track_caller]
    pub fn nest_service_unguarded<T>(mut self, path: &str, reason: &'static str, service: T) -> Self
    where
        T: Service<Request, Error = Infallible> + Clone + Send + Sync + 'static,
        T::Response: IntoResponse,
        T::Future: Send + 'static,
    {
        let opaque = Endpoint::opaque(reason);
        self.routes.push(opaque.at("*").below(path));
        self.inner = self.inner.nest_service(path, service);
        self
    }

    /// Adds a service of axum's at one path, which permit does not look at, and says why that is right.
    ///
    /// # Panics
    ///
    /// If the reason is empty or white space. And as axum's: when the path is malformed, or is there already.
    #[track_caller]
    pub fn route_service_unguarded<T>(
        mut self,
        path: &str,
        reason: &'static str,
        service: T,
    ) -> Self
    where
        T: Service<Request, Error = Infallible> + Clone + Send + Sync + 'static,
        T::Response: IntoResponse,
        T::Future: Send + 'static,
    {
        self.routes.push(Endpoint::opaque(reason).at(path));
        self.inner = self.inner.route_service(path, service);
        self
    }

    /// Answers requests that no route matches by a service of axum's, which permit does not look at, and says
    /// why that is right: the files of a single-page application, for example.
    ///
    /// # Panics
    ///
    /// If the reason is empty or white space.
    #[track_caller]
    pub fn fallback_service_unguarded<T>(mut self, reason: &'static str, service: T) -> Self
    where
        T: Service<Request, Error = Infallible> + Clone + Send + Sync + 'static,
        T::Response: IntoResponse,
        T::Future: Send + 'static,
    {
        self.routes.push(Endpoint::opaque(reason).at("*"));
        self.inner = self.inner.fallback_service(service);
        self
    }
}
