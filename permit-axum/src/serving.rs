//! How a router is served: by `axum::serve`, by another server, and in tests.

use core::{
    convert::Infallible,
    future::{Ready, ready},
    task::{Context, Poll},
};

use axum::{
    body::{Body, Bytes, HttpBody},
    extract::{Request, connect_info::IntoMakeServiceWithConnectInfo},
    response::Response,
    routing::IntoMakeService,
    serve::{IncomingStream, Listener},
};
use tower_service::Service;

use crate::{
    Router,
    private::{Answering, Serving},
};

impl Router<()> {
    /// Serves it as axum's: for a server that takes a service for each connection.
    #[must_use]
    pub fn into_make_service(self) -> IntoMakeService<axum::Router> {
        self.into_axum().into_make_service()
    }

    /// Serves with the address of the client, as axum's.
    #[must_use]
    pub fn into_make_service_with_connect_info<C>(
        self,
    ) -> IntoMakeServiceWithConnectInfo<axum::Router, C> {
        self.into_axum().into_make_service_with_connect_info()
    }
}

/// For `axum::serve`.
impl<L: Listener> Service<IncomingStream<'_, L>> for Router<()> {
    type Response = Serving;
    type Error = Infallible;
    type Future = Ready<Result<Serving, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: IncomingStream<'_, L>) -> Self::Future {
        ready(Ok(Serving {
            router: self.inner.clone().with_state(()),
            on: self.on_unchecked,
        }))
    }
}

/// For tests, and to be served by something else.
impl<B> Service<Request<B>> for Router<()>
where
    B: HttpBody<Data = Bytes, Error: Into<axum::BoxError>> + Send + 'static,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Answering;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Service::<Request<B>>::poll_ready(&mut self.inner, context)
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        Answering {
            answer: Box::pin(self.inner.call(request.map(Body::new))),
            on: self.on_unchecked,
        }
    }
}
