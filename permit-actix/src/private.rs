//! Answers as they leave: those behind a guard, which a shared cache must not give to another caller, and
//! those that needed a check.
//!
//! A guarded handler marks its request, and the header is added where the answer leaves the application.
//! So a middleware that adds its own header where there is none, for example `no-store`, comes first.

use core::{
    fmt,
    future::{Future, Ready, ready},
    pin::Pin,
    task::{Context, Poll},
};

use crate::unchecked::Judge;
use actix_web::{
    Error, HttpMessage, HttpRequest,
    body::{EitherBody, MessageBody},
    dev::{Service, ServiceRequest, ServiceResponse, Transform},
    http::header::{self, HeaderValue},
};

/// In the extensions of a request to a guarded handler.
struct BehindGuard;

pub(crate) fn mark(request: &HttpRequest) {
    request.extensions_mut().insert(BehindGuard);
}

/// Replaces an answer that needed a check. Adds `Cache-Control: private` behind a guard, unless the
/// application says how to cache the answer.
fn finish<B: MessageBody>(
    response: ServiceResponse<B>,
    judge: &Judge,
) -> ServiceResponse<EitherBody<B>> {
    let mut response = judge.judged(response);
    let guarded = response.request().extensions().contains::<BehindGuard>();
    let headers = response.headers_mut();
    let said = [header::CACHE_CONTROL, header::EXPIRES];
    if guarded && !said.iter().any(|name| headers.contains_key(name)) {
        let private = HeaderValue::from_static("private");
        headers.insert(header::CACHE_CONTROL, private);
    }
    response
}

/// A middleware that finishes each answer.
pub(crate) struct Finishing(pub(crate) Judge);

impl<S, B> Transform<S, ServiceRequest> for Finishing
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Transform = Serving<S>;
    type InitError = ();
    type Future = Ready<Result<Serving<S>, ()>>;

    fn new_transform(&self, service: S) -> Self::Future {
        ready(Ok(Serving {
            service,
            judge: self.0.clone(),
        }))
    }
}

/// The service of an [`App`](crate::App).
#[derive(Debug)]
pub struct Serving<S> {
    service: S,
    judge: Judge,
}

impl<S, Request, B> Service<Request> for Serving<S>
where
    S: Service<Request, Response = ServiceResponse<B>>,
    B: MessageBody,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = S::Error;
    type Future = Answering<S::Future>;

    fn poll_ready(&self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.service.poll_ready(context)
    }

    fn call(&self, request: Request) -> Self::Future {
        Answering {
            answer: Box::pin(self.service.call(request)),
            judge: self.judge.clone(),
        }
    }
}

/// The answer of a [`Serving`].
pub struct Answering<F> {
    answer: Pin<Box<F>>,
    judge: Judge,
}

impl<F, B, E> Future for Answering<F>
where
    F: Future<Output = Result<ServiceResponse<B>, E>>,
    B: MessageBody,
{
    type Output = Result<ServiceResponse<EitherBody<B>>, E>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let answer = self.answer.as_mut().poll(context);
        answer.map(|answer| answer.map(|answer| finish(answer, &self.judge)))
    }
}

/// A [`Serving`] that begins.
pub struct Beginning<F> {
    pub(crate) service: Pin<Box<F>>,
    pub(crate) judge: Judge,
}

impl<F, S, E> Future for Beginning<F>
where
    F: Future<Output = Result<S, E>>,
{
    type Output = Result<Serving<S>, E>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let service = self.service.as_mut().poll(context);
        let judge = self.judge.clone();
        service.map(|service| service.map(|service| Serving { service, judge }))
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
