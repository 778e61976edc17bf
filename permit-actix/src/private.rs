//! Answers behind a guard, which a shared cache must not give to another caller.
//!
//! A guarded handler marks its request, and the header is added where the answer leaves the application.
//! So a middleware that adds its own header where there is none, for example `no-store`, comes first.

use core::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

use actix_web::{
    HttpMessage, HttpRequest,
    dev::{Service, ServiceResponse},
    http::header::{self, HeaderValue},
};

/// In the extensions of a request to a guarded handler.
struct BehindGuard;

pub(crate) fn mark(request: &HttpRequest) {
    request.extensions_mut().insert(BehindGuard);
}

/// Adds `Cache-Control: private` behind a guard, unless the application says how to cache the answer.
fn finish<B>(mut response: ServiceResponse<B>) -> ServiceResponse<B> {
    let guarded = response.request().extensions().contains::<BehindGuard>();
    let headers = response.headers_mut();
    let said = [header::CACHE_CONTROL, header::EXPIRES];
    if guarded && !said.iter().any(|name| headers.contains_key(name)) {
        let private = HeaderValue::from_static("private");
        headers.insert(header::CACHE_CONTROL, private);
    }
    response
}

/// The service of an [`App`](crate::App).
#[derive(Debug)]
pub struct Serving<S>(S);

impl<S, Request, B> Service<Request> for Serving<S>
where
    S: Service<Request, Response = ServiceResponse<B>>,
{
    type Response = ServiceResponse<B>;
    type Error = S::Error;
    type Future = Answering<S::Future>;

    fn poll_ready(&self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.0.poll_ready(context)
    }

    fn call(&self, request: Request) -> Self::Future {
        Answering(Box::pin(self.0.call(request)))
    }
}

/// The answer of a [`Serving`].
pub struct Answering<F>(Pin<Box<F>>);

impl<F, B, E> Future for Answering<F>
where
    F: Future<Output = Result<ServiceResponse<B>, E>>,
{
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let answer = self.0.as_mut().poll(context);
        answer.map(|answer| answer.map(finish))
    }
}

/// A [`Serving`] that begins.
pub struct Beginning<F>(pub(crate) Pin<Box<F>>);

impl<F, S, E> Future for Beginning<F>
where
    F: Future<Output = Result<S, E>>,
{
    type Output = Result<Serving<S>, E>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let service = self.0.as_mut().poll(context);
        service.map(|service| service.map(Serving))
    }
}

impl<F> fmt::Debug for Answering<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Answering")
    }
}

impl<F> fmt::Debug for Beginning<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Beginning")
    }
}
