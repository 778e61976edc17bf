//! `get(handler).post(handler)`, for guarded handlers.

use core::{convert::Infallible, fmt, future::Future, panic::Location};

use axum::{
    extract::Request,
    response::IntoResponse,
    routing::{self, MethodFilter, Route},
};
use tower_layer::Layer;
use tower_service::Service;

use crate::{
    guard::Guard,
    routes::{Endpoint, Guarded},
    signature::{Adapter, Extract, Signature},
    taken::Handlers,
};

#[doc = include_str!("method_router.md")]
#[must_use = "give it to `Router::route`"]
pub struct MethodRouter<S = ()> {
    pub(crate) inner: routing::MethodRouter<S>,
    pub(crate) endpoints: Vec<Endpoint>,
}

impl<S> Clone for MethodRouter<S> {
    fn clone(&self) -> Self {
        Self {
            inner: self.inner.clone(),
            endpoints: self.endpoints.clone(),
        }
    }
}

impl<S: Clone + Send + Sync + 'static> Default for MethodRouter<S> {
    fn default() -> Self {
        Self::new()
    }
}

impl<S> fmt::Debug for MethodRouter<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("MethodRouter")
            .field(&self.endpoints)
            .finish()
    }
}

/// What the router lists of a handler.
#[track_caller]
pub(crate) fn endpoint<H, Arguments>(method: &'static str, handler: &H) -> Endpoint
where
    H: Signature<Arguments, First: Guard>,
{
    Endpoint {
        method,
        guard: handler
            .reason()
            .map_or_else(H::First::describe, Guarded::Unguarded),
        subject: H::First::subject(),
        handler: Some(handler.name()),
        location: Location::caller(),
    }
}

macro_rules! methods {
    ($($name:ident $filter:ident $method:literal)*) => {
        $(
            #[doc = concat!("Routes `", $method, "` requests to a guarded handler.")]
            #[track_caller]
            pub fn $name<H, Arguments, S, Via>(handler: H) -> MethodRouter<S>
            where
                H: Signature<Arguments, First: Guard>,
                Arguments: Extract<S, Via> + Send + 'static,
                H::Future: Send,
                <H::Future as Future>::Output: IntoResponse,
                S: Clone + Send + Sync + 'static,
                Via: 'static,
            {
                MethodRouter {
                    endpoints: vec![endpoint($method, &handler)],
                    inner: routing::on(MethodFilter::$filter, Adapter::new(handler)),
                }
            }
        )*

        impl<S: Clone + Send + Sync + 'static> MethodRouter<S> {
            $(
                #[doc = concat!("Routes `", $method, "` requests to a guarded handler, too.")]
                #[track_caller]
                pub fn $name<H, Arguments, Via>(mut self, handler: H) -> Self
                where
                    H: Signature<Arguments, First: Guard>,
                    Arguments: Extract<S, Via> + Send + 'static,
                    H::Future: Send,
                    <H::Future as Future>::Output: IntoResponse,
                    Via: 'static,
                {
                    self.endpoints.push(endpoint($method, &handler));
                    self.inner = self.inner.on(MethodFilter::$filter, Adapter::new(handler));
                    self
                }
            )*
        }
    };
}

methods! {
    get GET "GET"
    post POST "POST"
    put PUT "PUT"
    patch PATCH "PATCH"
    delete DELETE "DELETE"
    head HEAD "HEAD"
    connect CONNECT "CONNECT"
    trace TRACE "TRACE"
    options OPTIONS "OPTIONS"
}

/// The methods that a filter may have.
const METHODS: [(MethodFilter, &str); 9] = [
    (MethodFilter::GET, "GET"),
    (MethodFilter::POST, "POST"),
    (MethodFilter::PUT, "PUT"),
    (MethodFilter::PATCH, "PATCH"),
    (MethodFilter::DELETE, "DELETE"),
    (MethodFilter::HEAD, "HEAD"),
    (MethodFilter::OPTIONS, "OPTIONS"),
    (MethodFilter::CONNECT, "CONNECT"),
    (MethodFilter::TRACE, "TRACE"),
];

/// What the router lists of a handler for each method of `filter`.
#[track_caller]
fn endpoints<H, Arguments>(filter: MethodFilter, handler: &H) -> Vec<Endpoint>
where
    H: Signature<Arguments, First: Guard>,
{
    let mut endpoints = Vec::new();
    for (one, method) in METHODS {
        if filter.or(one) == filter {
            endpoints.push(endpoint(method, handler));
        }
    }
    endpoints
}

/// Routes requests of the methods of `filter` to a guarded handler.
#[track_caller]
pub fn on<H, Arguments, S, Via>(filter: MethodFilter, handler: H) -> MethodRouter<S>
where
    H: Signature<Arguments, First: Guard>,
    Arguments: Extract<S, Via> + Send + 'static,
    H::Future: Send,
    <H::Future as Future>::Output: IntoResponse,
    S: Clone + Send + Sync + 'static,
    Via: 'static,
{
    MethodRouter {
        endpoints: endpoints(filter, &handler),
        inner: routing::on(filter, Adapter::new(handler)),
    }
}

/// Routes requests of every method to a guarded handler.
#[track_caller]
pub fn any<H, Arguments, S, Via>(handler: H) -> MethodRouter<S>
where
    H: Signature<Arguments, First: Guard>,
    Arguments: Extract<S, Via> + Send + 'static,
    H::Future: Send,
    <H::Future as Future>::Output: IntoResponse,
    S: Clone + Send + Sync + 'static,
    Via: 'static,
{
    MethodRouter {
        endpoints: vec![endpoint("ANY", &handler)],
        inner: routing::any(Adapter::new(handler)),
    }
}

impl<S: Clone + Send + Sync + 'static> MethodRouter<S> {
    /// One without handlers.
    pub fn new() -> Self {
        Self {
            inner: routing::MethodRouter::new(),
            endpoints: Vec::new(),
        }
    }

    /// Routes requests of the methods of `filter` to a guarded handler, too.
    #[track_caller]
    pub fn on<H, Arguments, Via>(mut self, filter: MethodFilter, handler: H) -> Self
    where
        H: Signature<Arguments, First: Guard>,
        Arguments: Extract<S, Via> + Send + 'static,
        H::Future: Send,
        <H::Future as Future>::Output: IntoResponse,
        Via: 'static,
    {
        self.endpoints.extend(endpoints(filter, &handler));
        self.inner = self.inner.on(filter, Adapter::new(handler));
        self
    }

    /// Answers requests of every method that no other handler of the path has. It needs a guard, as every
    /// handler.
    #[track_caller]
    pub fn fallback<H, Arguments, Via>(mut self, handler: H) -> Self
    where
        H: Signature<Arguments, First: Guard>,
        Arguments: Extract<S, Via> + Send + 'static,
        H::Future: Send,
        <H::Future as Future>::Output: IntoResponse,
        Via: 'static,
    {
        self.endpoints.push(endpoint("ANY", &handler));
        self.inner = self.inner.fallback(Adapter::new(handler));
        self
    }

    /// Adds the handlers of another one.
    ///
    /// # Panics
    ///
    /// As axum's: when both have a handler for a method, or both have a fallback.
    #[track_caller]
    pub fn merge(mut self, other: impl Handlers<S>) -> Self {
        let other = other.handlers();
        self.endpoints.extend(other.endpoints);
        self.inner = self.inner.merge(other.inner);
        self
    }

    /// Gives the handlers their state.
    pub fn with_state<S2>(self, state: S) -> MethodRouter<S2> {
        MethodRouter {
            inner: self.inner.with_state(state),
            endpoints: self.endpoints,
        }
    }

    /// Puts a layer around the handlers that are there already, and not around the answer to another method.
    ///
    /// # Panics
    ///
    /// As axum's: when there is no handler yet.
    #[track_caller]
    pub fn route_layer<L>(self, layer: L) -> Self
    where
        L: Layer<Route> + Clone + Send + Sync + 'static,
        L::Service: Service<Request, Error = Infallible> + Clone + Send + Sync + 'static,
        <L::Service as Service<Request>>::Response: IntoResponse + 'static,
        <L::Service as Service<Request>>::Future: Send + 'static,
    {
        Self {
            inner: self.inner.route_layer(layer),
            endpoints: self.endpoints,
        }
    }

    /// Puts a layer around the handlers that are there already.
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
            endpoints: self.endpoints,
        }
    }
}
