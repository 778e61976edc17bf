//! The application: every handler is routed by it, and guarded.

use core::{fmt, future::Future};

use actix_service::IntoServiceFactory;
use actix_web::{
    Error,
    body::{EitherBody, MessageBody},
    dev::{ServiceFactory, ServiceRequest, ServiceResponse, Transform},
};
use permit_web::RouteInfo;

use crate::{
    entries::Entries,
    parts::{routing, surroundings},
    private::{Beginning, Finishing, Serving},
    service::GuardedService,
    unchecked::Judge,
};

/// actix-web's `App`, for guarded handlers only.
///
/// `HttpServer::new` takes it as it takes actix-web's own.
///
/// An answer of a guarded handler depends on its caller. Unless the application or a middleware says how
/// to cache it, by `Cache-Control` or `Expires`, it leaves the application with `Cache-Control: private`.
/// A guarded [`Scope`](crate::Scope) in an application of actix-web's own finishes its answers itself.
///
/// actix-web gives a request to the first service whose path matches it. So services that permit does not
/// look at are registered after all others, and a route that is never reached is refused.
#[must_use = "an application that is not served answers no request"]
pub struct App<T = ()> {
    inner: actix_web::App<T>,
    entries: Entries,
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
            entries: Entries::default(),
        }
    }
}

macro_rules! app {
    ($factory:ty) => { App<$factory> };
}

impl<T> App<T>
where
    T: ServiceFactory<ServiceRequest, Config = (), Error = Error, InitError = ()>,
{
    routing!();
    surroundings!(App, app);

    /// Adds a guarded resource, scope or marked service.
    ///
    /// # Panics
    ///
    /// When one of its routes is never reached, because something before it takes each of its requests.
    #[track_caller]
    pub fn service(mut self, service: impl GuardedService + 'static) -> Self {
        let service = self.entries.service(service);
        self.inner = self.inner.service(service);
        self
    }

    /// Gives the handlers data that is made when the application starts, as actix-web's.
    pub fn data_factory<F, Out, D, E>(mut self, data: F) -> Self
    where
        F: Fn() -> Out + 'static,
        Out: Future<Output = Result<D, E>> + 'static,
        D: 'static,
        E: fmt::Debug,
    {
        self.inner = self.inner.data_factory(data);
        self
    }

    /// Names an address outside of the application, from which `HttpRequest::url_for` makes addresses, as
    /// actix-web's. It answers no request.
    pub fn external_resource(mut self, name: impl AsRef<str>, url: impl AsRef<str>) -> Self {
        self.inner = self.inner.external_resource(name, url);
        self
    }

    /// Every endpoint, with what guards it: for a listing, a test, a document.
    #[must_use]
    pub fn routes(&self) -> &[RouteInfo] {
        self.entries.relative()
    }

    /// Gives each operation of `document` the answers of its guard, 401, 403 and 503, and the key
    /// of its action as `x-permit-action`. Responses that an operation has already are kept.
    ///
    /// Returns where routes and document differ: a route without an operation, an operation
    /// without a route. The paths are those of a document: `/files/{tail}` for `/files/{tail:.*}`.
    #[cfg(feature = "openapi")]
    pub fn describe(&self, document: &mut utoipa::openapi::OpenApi) -> permit_web::Differences {
        crate::openapi::describe(self.routes(), document)
    }

    /// actix-web's own application. This ends the guarantee: permit does not look at what is added
    /// to it.
    pub fn into_actix<B: MessageBody + 'static>(
        mut self,
    ) -> actix_web::App<
        impl ServiceFactory<
            ServiceRequest,
            Config = (),
            Response = ServiceResponse<EitherBody<B>>,
            Error = Error,
            InitError = (),
        >,
    >
    where
        T: ServiceFactory<ServiceRequest, Response = ServiceResponse<B>>,
    {
        let opaque = self.entries.take_opaque();
        let finishing = Finishing(self.entries.judge());
        self.inner.configure(opaque).wrap(finishing)
    }
}

/// For `HttpServer::new`, and for `actix_web::test::init_service`.
impl<T, F, Request, B> IntoServiceFactory<Served<F>, Request> for App<T>
where
    T: ServiceFactory<ServiceRequest, Config = (), Error = Error, InitError = ()>,
    actix_web::App<T>: IntoServiceFactory<F, Request>,
    F: ServiceFactory<Request, Response = ServiceResponse<B>>,
    B: MessageBody,
{
    fn into_factory(mut self) -> Served<F> {
        let opaque = self.entries.take_opaque();
        Served {
            factory: self.inner.configure(opaque).into_factory(),
            judge: self.entries.judge(),
        }
    }
}

/// What actix-web makes of its own application, as a type of this crate, so the compiler can tell
/// [`App`] from what it becomes.
#[derive(Debug)]
pub struct Served<F> {
    factory: F,
    judge: Judge,
}

impl<F, Request, B> ServiceFactory<Request> for Served<F>
where
    F: ServiceFactory<Request, Response = ServiceResponse<B>>,
    B: MessageBody,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = F::Error;
    type Config = F::Config;
    type Service = Serving<F::Service>;
    type InitError = F::InitError;
    type Future = Beginning<F::Future>;

    fn new_service(&self, config: F::Config) -> Self::Future {
        Beginning {
            service: Box::pin(self.factory.new_service(config)),
            judge: self.judge.clone(),
        }
    }
}

impl<T> fmt::Debug for App<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("App")
            .field(&self.entries.relative())
            .finish()
    }
}
