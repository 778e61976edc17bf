//! A router that accepts no handler without a guard.

use core::{
    convert::Infallible,
    fmt,
    future::{Future, ready},
};

use axum::{extract::Request, middleware::map_response, response::IntoResponse, routing::Route};
use permit_web::OnUnchecked;
use tower_layer::Layer;
use tower_service::Service;

use crate::{
    guard::Guard,
    method_router::endpoint,
    private::finish,
    routes::{Below as _, RouteInfo},
    signature::{Adapter, Extract, Signature},
    taken::{Handlers, Routes},
};

#[doc = include_str!("router.md")]
#[must_use = "a router that is not served answers no request"]
pub struct Router<S = ()> {
    pub(crate) inner: axum::Router<S>,
    pub(crate) routes: Vec<RouteInfo>,
    pub(crate) on_unchecked: OnUnchecked,
}

impl<S: Clone + Send + Sync + 'static> Router<S> {
    /// One without routes: it answers 404.
    pub fn new() -> Self {
        Self {
            inner: axum::Router::new(),
            routes: Vec::new(),
            on_unchecked: OnUnchecked::default(),
        }
    }

    /// Adds a path.
    ///
    /// # Panics
    ///
    /// As axum's: when the path is malformed, or is there already.
    #[track_caller]
    pub fn route(mut self, path: &str, handlers: impl Handlers<S>) -> Self {
        let handlers = handlers.handlers();
        let routes = handlers.endpoints.iter().map(|one| one.at(path));
        self.routes.extend(routes);
        self.inner = self.inner.route(path, handlers.inner);
        self
    }

    /// Adds the routes of another guarded router below `path`.
    ///
    /// # Panics
    ///
    /// As axum's: when the path is empty, or a route is there already.
    #[track_caller]
    pub fn nest(mut self, path: &str, nested: impl Routes<S>) -> Self {
        let nested = nested.routes();
        let routes = nested.routes.into_iter().map(|route| route.below(path));
        self.routes.extend(routes);
        self.inner = self.inner.nest(path, nested.inner);
        self
    }

    /// Adds the routes of another guarded router.
    ///
    /// # Panics
    ///
    /// As axum's: when a route is there already, or both have a fallback.
    #[track_caller]
    pub fn merge(mut self, router: impl Routes<S>) -> Self {
        let router = router.routes();
        self.routes.extend(router.routes);
        self.inner = self.inner.merge(router.inner);
        self
    }

    /// Answers requests that no route matches. A fallback needs a guard, as every handler.
    #[track_caller]
    pub fn fallback<H, Arguments, Via>(mut self, handler: H) -> Self
    where
        H: Signature<Arguments, First: Guard>,
        Arguments: Extract<S, Via> + Send + 'static,
        H::Future: Send,
        <H::Future as Future>::Output: IntoResponse,
        Via: 'static,
    {
        self.routes.push(endpoint("ANY", &handler).at("*"));
        self.inner = self.inner.fallback(Adapter::new(handler));
        self
    }

    /// Answers a request whose path one of the routes above has, and whose method none of them has. It needs
    /// a guard, as every handler. The listing has it as `ANY *`, as it has the
    /// [`fallback`](Self::fallback).
    ///
    /// ```
    /// # include!("../tests/ui/support/app.rs");
    /// # use axum::http::StatusCode;
    /// # use permit_axum::{Allowed, Router, get, unguarded};
    /// # async fn show(_: Allowed<ViewItem>) {}
    /// async fn other_method() -> (StatusCode, &'static str) {
    ///     (StatusCode::METHOD_NOT_ALLOWED, "this path has another method")
    /// }
    ///
    /// # fn main() {
    /// let router: Router<App> = Router::new()
    ///     .route("/items/{id}", get(show))
    ///     .method_not_allowed_fallback(unguarded("tells the methods alone", other_method));
    /// # }
    /// ```
    #[track_caller]
    pub fn method_not_allowed_fallback<H, Arguments, Via>(mut self, handler: H) -> Self
    where
        H: Signature<Arguments, First: Guard>,
        Arguments: Extract<S, Via> + Send + 'static,
        H::Future: Send,
        <H::Future as Future>::Output: IntoResponse,
        Via: 'static,
    {
        self.routes.push(endpoint("ANY", &handler).at("*"));
        let adapter = Adapter::new(handler);
        self.inner = self.inner.method_not_allowed_fallback(adapter);
        self
    }

    /// Accepts paths with segments that begin with `:` or `*`, as axum's.
    pub fn without_v07_checks(self) -> Self {
        Self {
            inner: self.inner.without_v07_checks(),
            ..self
        }
    }

    /// Puts a layer around everything that is there already. A layer can answer before any guard.
    pub fn layer<L>(self, layer: L) -> Self
    where
        L: Layer<Route> + Clone + Send + Sync + 'static,
        L::Service: Service<Request> + Clone + Send + Sync + 'static,
        <L::Service as Service<Request>>::Response: IntoResponse + 'static,
        <L::Service as Service<Request>>::Error: Into<Infallible> + 'static,
        <L::Service as Service<Request>>::Future: Send + 'static,
    {
        Self {
            inner: self.inner.layer(layer),
            ..self
        }
    }

    /// Puts a layer around the routes that are there already, and not around the fallback.
    ///
    /// # Panics
    ///
    /// As axum's: when there is no route yet.
    #[track_caller]
    pub fn route_layer<L>(self, layer: L) -> Self
    where
        L: Layer<Route> + Clone + Send + Sync + 'static,
        L::Service: Service<Request> + Clone + Send + Sync + 'static,
        <L::Service as Service<Request>>::Response: IntoResponse + 'static,
        <L::Service as Service<Request>>::Error: Into<Infallible> + 'static,
        <L::Service as Service<Request>>::Future: Send + 'static,
    {
        Self {
            inner: self.inner.route_layer(layer),
            ..self
        }
    }

    /// Gives the handlers their state.
    pub fn with_state<S2>(self, state: S) -> Router<S2> {
        Router {
            inner: self.inner.with_state(state),
            routes: self.routes,
            on_unchecked: self.on_unchecked,
        }
    }

    /// What becomes of an answer below 400 whose handler dropped an [`Ask`](crate::Ask) or a
    /// [`Scoped`](crate::Scoped) that it never used.
    ///
    /// By default a build with debug assertions answers 500 instead, with the names of the handler and
    /// the action, and any other build leaves the answer as it is. An event of `tracing` at level `ERROR`
    /// is sent in both. An answer of 400 or more needs no check. What is still alive when the handler
    /// answers, in a stream, a socket or a spawned task, is not judged.
    ///
    /// It holds for each handler that this router or one nested or merged into it routes. A handler in a
    /// router of axum's own is not watched.
    ///
    /// ```
    /// # include!("../tests/ui/support/app.rs");
    /// use permit_axum::{OnUnchecked, Router};
    ///
    /// # fn main() {
    /// // In every build, and the caller is told nothing.
    /// let router: Router<App> = Router::new().on_unchecked(OnUnchecked::Fail);
    /// # }
    /// ```
    pub fn on_unchecked(self, on_unchecked: OnUnchecked) -> Self {
        Self {
            on_unchecked,
            ..self
        }
    }

    /// Every endpoint, with what guards it: for a listing, a test, a document.
    #[must_use]
    pub fn routes(&self) -> &[RouteInfo] {
        &self.routes
    }

    /// Gives each operation of `document` the answers of its guard, 401, 403 and 503, and the key
    /// of its action as `x-permit-action`. Responses that an operation has already are kept.
    ///
    /// Returns where routes and document differ: a route without an operation, an operation
    /// without a route. An operation for `HEAD` has the route for `GET`, as axum answers it, unless it
    /// has one of its own.
    ///
    /// ```
    /// # include!("../tests/ui/support/app.rs");
    /// use permit_axum::{Allowed, Router, get};
    /// use utoipa::OpenApi;
    ///
    /// /// Look at an item.
    /// #[utoipa::path(get, path = "/items/{id}", responses((status = 200)))]
    /// async fn show(_: Allowed<ViewItem>) {}
    ///
    /// #[derive(OpenApi)]
    /// #[openapi(paths(show))]
    /// struct Document;
    ///
    /// # fn main() {
    /// let router: Router<App> = Router::new().route("/items/{id}", get(show));
    /// let mut document = Document::openapi();
    /// let differences = router.describe(&mut document);
    /// assert!(differences.is_empty(), "{differences}");
    ///
    /// let item = &document.paths.paths["/items/{id}"];
    /// let answers = &item.get.as_ref().expect("it is described").responses.responses;
    /// assert!(["401", "403", "503"].iter().all(|status| answers.contains_key(*status)));
    /// # }
    /// ```
    #[cfg(feature = "openapi")]
    pub fn describe(&self, document: &mut utoipa::openapi::OpenApi) -> permit_web::Differences {
        permit_web::describe(&self.routes, permit_web::Head::ByGet, document)
    }

    /// axum's own router. This ends the guarantee: permit does not look at what is added to it.
    pub fn into_axum(self) -> axum::Router<S> {
        let on = self.on_unchecked;
        self.inner
            .layer(map_response(move |response| ready(finish(response, on))))
    }
}

impl<S> Clone for Router<S> {
    fn clone(&self) -> Self {
        Self {
            inner: self.inner.clone(),
            routes: self.routes.clone(),
            on_unchecked: self.on_unchecked,
        }
    }
}

impl<S: Clone + Send + Sync + 'static> Default for Router<S> {
    fn default() -> Self {
        Self::new()
    }
}

impl<S> fmt::Debug for Router<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Router").field(&self.routes).finish()
    }
}
