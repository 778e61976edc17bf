//! Answers of handlers that did not do what their parameters are for.
//!
//! A handler that owes a check leaves a note in the extensions of its request, and its answer is judged
//! where it leaves the application.

use core::panic::Location;
use std::rc::Rc;

use actix_web::{
    HttpMessage, HttpRequest, HttpResponse,
    body::{BoxBody, EitherBody, MessageBody},
    dev::ServiceResponse,
    http::header,
};
use permit_runtime::adapter::{Due, Duty};
use permit_web::{Extraction, Handler, OnUnchecked, RouteInfo, Unchecked};

use crate::reading::Reading;

/// A duty of the handler whose parameters are read.
pub(crate) fn due(request: &HttpRequest, duty: Duty) -> Due {
    let extraction = Reading::of(request).map(|reading| reading.extraction());
    Extraction::due(extraction.as_ref(), duty)
}

/// The parameters of a handler that owes a check, as long as the handler is not known.
pub(crate) struct Owing {
    request: HttpRequest,
    extraction: Extraction,
}

/// In the extensions of a request to a handler that owes a check.
struct Owed {
    extraction: Extraction,
    /// That of a service of actix-web's own is in the list of the routes.
    handler: Option<(Handler, &'static Location<'static>)>,
}

impl Owing {
    /// Begins to read the parameters of a handler. What another handler of the same request left is
    /// forgotten, because its answer was not the last.
    pub(crate) fn begin(request: &HttpRequest, extraction: Extraction) -> Self {
        request.extensions_mut().remove::<Owed>();
        Self {
            request: request.clone(),
            extraction,
        }
    }

    /// The same, if any of the parameters owes something.
    pub(crate) fn owing(self) -> Option<Self> {
        self.extraction.owes().then_some(self)
    }

    /// A handler has the parameters now.
    pub(crate) fn handled(self, handler: Option<(Handler, &'static Location<'static>)>) {
        self.request.extensions_mut().insert(Owed {
            extraction: self.extraction,
            handler,
        });
    }
}

/// What judges the answers of an application, or of a scope in one of actix-web's own.
#[derive(Clone, Debug)]
pub(crate) struct Judge {
    on: OnUnchecked,
    routes: Rc<[RouteInfo]>,
}

impl Judge {
    pub(crate) fn new(on: OnUnchecked, routes: Vec<RouteInfo>) -> Self {
        Self {
            on,
            routes: routes.into(),
        }
    }

    /// The answer, or the 500 that replaces it.
    pub(crate) fn judged<B: MessageBody>(
        &self,
        response: ServiceResponse<B>,
    ) -> ServiceResponse<EitherBody<B>> {
        let unchecked = self.unchecked(&response);
        if let Some(unchecked) = &unchecked {
            unchecked.report();
        }
        match unchecked.and_then(|one| self.on.replaces(&one)) {
            None => response.map_into_left_body(),
            Some(text) => {
                let failed: HttpResponse<BoxBody> = HttpResponse::InternalServerError()
                    .insert_header((header::CONTENT_TYPE, "text/plain; charset=utf-8"))
                    .insert_header((header::CACHE_CONTROL, "no-store"))
                    .body(text);
                response.into_response(failed.map_into_right_body())
            }
        }
    }

    fn unchecked<B>(&self, response: &ServiceResponse<B>) -> Option<Unchecked> {
        let request = response.request();
        let owed: Owed = request.extensions_mut().remove()?;
        let (status, duties) = (response.status().as_u16(), owed.extraction.neglected());
        if !Unchecked::is(status, &duties) {
            return None;
        }
        // A default service has no path.
        let path = request.match_pattern().unwrap_or_else(|| "*".to_owned());
        let known = owed.handler.map(|(handler, place)| {
            let place = format!("{}:{}", place.file(), place.line());
            (handler.to_string(), place)
        });
        let listed = || self.listed(request.method().as_str(), &path);
        let (handler, place) = known.or_else(listed).unzip();
        Some(Unchecked {
            handler: handler.unwrap_or_else(|| "unknown".to_owned()),
            place,
            method: request.method().to_string(),
            path,
            status,
            duties,
        })
    }

    /// The handler and the place of a route, in a scope below a path that is not known here.
    fn listed(&self, method: &str, path: &str) -> Option<(String, String)> {
        let mut routes = self.routes.iter();
        let route = routes.find(|route| route.method == method && path.ends_with(&route.path))?;
        let place = format!("{}:{}", route.file, route.line);
        route.handler.map(|handler| (handler.to_string(), place))
    }
}
