//! `get(handler)`, for guarded handlers.

use core::{fmt, future::Future, panic::Location};

use actix_service::boxed::BoxService;
use actix_web::{
    Error, Responder,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse, Transform},
    http::Method,
    web,
};
use permit_web::{Endpoint, Guarded};

use crate::{
    guard::Guard,
    sequence::Extract,
    signature::{Adapter, Signature},
};

/// actix-web's `Route`, for a guarded handler only.
#[must_use = "give it to `App::route`, `Scope::route` or `Resource::route`"]
pub struct Route {
    pub(crate) inner: actix_web::Route,
    pub(crate) endpoint: Endpoint,
    /// Whether it has a guard of actix-web, which may let a request pass.
    pub(crate) conditional: bool,
}

impl fmt::Debug for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Route").field(&self.endpoint).finish()
    }
}

impl Route {
    #[track_caller]
    fn new<H, Arguments>(method: &'static str, route: actix_web::Route, handler: H) -> Self
    where
        H: Signature<Arguments, First: Guard>,
        Arguments: Extract + 'static,
        <H::Future as Future>::Output: Responder + 'static,
    {
        let guard = handler
            .reason()
            .map_or_else(H::First::describe, Guarded::Unguarded);
        Self {
            endpoint: Endpoint {
                method,
                guard,
                subject: H::First::subject(),
                handler: Some(handler.name()),
                location: Location::caller(),
            },
            inner: route.to(Adapter::new(handler)),
            conditional: false,
        }
    }

    /// Answers only requests that `guard` accepts. It is a guard of actix-web, not of permit.
    pub fn guard(mut self, guard: impl actix_web::guard::Guard + 'static) -> Self {
        self.inner = self.inner.guard(guard);
        self.conditional = true;
        self
    }

    /// Puts a middleware around the handler. It can answer before any guard.
    pub fn wrap<M, B>(mut self, middleware: M) -> Self
    where
        M: Transform<
                BoxService<ServiceRequest, ServiceResponse, Error>,
                ServiceRequest,
                Response = ServiceResponse<B>,
                Error = Error,
                InitError = (),
            > + 'static,
        B: MessageBody + 'static,
    {
        self.inner = self.inner.wrap(middleware);
        self
    }

    /// The same, listed for every method: for a default service.
    pub(crate) fn any_method(mut self) -> Self {
        self.endpoint.method = ANY;
        self
    }
}

const ANY: &str = "ANY";

macro_rules! methods {
    ($($name:ident $method:literal)*) => {
        $(
            #[doc = concat!("Routes `", $method, "` requests to a guarded handler.")]
            #[track_caller]
            pub fn $name<H, Arguments>(handler: H) -> Route
            where
                H: Signature<Arguments, First: Guard>,
                Arguments: Extract + 'static,
                <H::Future as Future>::Output: Responder + 'static,
            {
                Route::new($method, web::$name(), handler)
            }
        )*

        impl<T> crate::Resource<actix_web::Resource<T>>
        where
            T: actix_web::dev::ServiceFactory<
                    ServiceRequest,
                    Config = (),
                    Error = Error,
                    InitError = (),
                >,
        {
            $(
                #[doc = concat!("Routes `", $method, "` requests to a guarded handler, too.")]
                #[track_caller]
                pub fn $name<H, Arguments>(self, handler: H) -> Self
                where
                    H: Signature<Arguments, First: Guard>,
                    Arguments: Extract + 'static,
                    <H::Future as Future>::Output: Responder + 'static,
                {
                    self.route(Route::new($method, web::$name(), handler))
                }
            )*

            /// Routes requests of every method to a guarded handler.
            #[track_caller]
            pub fn to<H, Arguments>(self, handler: H) -> Self
            where
                H: Signature<Arguments, First: Guard>,
                Arguments: Extract + 'static,
                <H::Future as Future>::Output: Responder + 'static,
            {
                self.route(Route::new(ANY, web::route(), handler))
            }
        }
    };
}

methods! {
    get "GET"
    post "POST"
    put "PUT"
    patch "PATCH"
    delete "DELETE"
    trace "TRACE"
    query "QUERY"
    head "HEAD"
}

/// Routes requests of one method to a guarded handler, for a method that has no function of its own. A method
/// that an application has invented is `OTHER` in the listing.
#[track_caller]
pub fn method<H, Arguments>(method: Method, handler: H) -> Route
where
    H: Signature<Arguments, First: Guard>,
    Arguments: Extract + 'static,
    <H::Future as Future>::Output: Responder + 'static,
{
    let name = listed(&method);
    let mut route = Route::new(name, web::method(method), handler);
    // Two methods may have this name, so it takes no request from a route after it.
    route.conditional = name == OTHER;
    route
}

/// The name of each other method, in the listing.
const OTHER: &str = "OTHER";

/// The method as the listing has it.
fn listed(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "POST" => "POST",
        "PUT" => "PUT",
        "PATCH" => "PATCH",
        "DELETE" => "DELETE",
        "HEAD" => "HEAD",
        "OPTIONS" => "OPTIONS",
        "CONNECT" => "CONNECT",
        "TRACE" => "TRACE",
        "QUERY" => "QUERY",
        _ => OTHER,
    }
}

/// Routes requests of every method to a guarded handler.
#[track_caller]
pub fn to<H, Arguments>(handler: H) -> Route
where
    H: Signature<Arguments, First: Guard>,
    Arguments: Extract + 'static,
    <H::Future as Future>::Output: Responder + 'static,
{
    Route::new(ANY, web::route(), handler)
}
