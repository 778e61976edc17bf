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
};

/// The handlers of one path, by method: as axum's, and each of them is guarded.
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
    options OPTIONS "OPTIONS"
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
