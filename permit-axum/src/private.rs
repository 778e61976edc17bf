//! Answers behind a guard, which a shared cache must not give to another caller.
//!
//! A handler marks its answer, and the header is added where the answer leaves the router. So a layer
//! that adds its own header where there is none, for example `no-store`, comes first.

use core::{
    convert::Infallible,
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

use axum::{
    extract::Request,
    http::{HeaderValue, header},
    response::Response,
    routing::future::RouteFuture,
};
use permit_web::OnUnchecked;
use tower_service::Service;

use crate::unchecked::replaced;

/// In the extensions of an answer behind a guard.
#[derive(Clone, Copy)]
struct BehindGuard;

pub(crate) fn mark(mut response: Response) -> Response {
    response.extensions_mut().insert(BehindGuard);
    response
}

/// Replaces an answer that needed a check. Adds `Cache-Control: private` behind a guard, unless the
/// application says how to cache the answer.
pub(crate) fn finish(response: Response, on: OnUnchecked) -> Response {
    let mut response = replaced(response, on);
    let guarded = response.extensions_mut().remove::<BehindGuard>().is_some();
    let headers = response.headers_mut();
    let said = [header::CACHE_CONTROL, header::EXPIRES];
    if guarded && !said.iter().any(|name| headers.contains_key(name)) {
        let private = HeaderValue::from_static("private");
        headers.insert(header::CACHE_CONTROL, private);
    }
    response
}

/// The service of one connection. It finishes each answer itself, because a layer for each connection
/// would go through all routes.
#[derive(Clone, Debug)]
pub struct Serving {
    pub(crate) router: axum::Router,
    pub(crate) on: OnUnchecked,
}

impl Service<Request> for Serving {
    type Response = Response;
    type Error = Infallible;
    type Future = Answering;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Service::<Request>::poll_ready(&mut self.router, context)
    }

    fn call(&mut self, request: Request) -> Answering {
        Answering {
            answer: Box::pin(self.router.call(request)),
            on: self.on,
        }
    }
}

/// The answer of a [`Router`](crate::Router).
pub struct Answering {
    pub(crate) answer: Pin<Box<RouteFuture<Infallible>>>,
    pub(crate) on: OnUnchecked,
}

impl fmt::Debug for Answering {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Answering")
    }
}

impl Future for Answering {
    type Output = Result<Response, Infallible>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let answer = self.answer.as_mut().poll(context);
        answer.map(|answer| answer.map(|answer| finish(answer, self.on)))
    }
}
