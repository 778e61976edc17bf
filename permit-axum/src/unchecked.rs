//! Answers of handlers that did not do what their parameters are for.
//!
//! A handler's answer is judged where the handler ends, because there it is known which of its parameters
//! it has dropped. It is replaced where it leaves the router, which knows what the application wants.

use core::panic::Location;

use axum::{
    extract::{MatchedPath, Request},
    http::{Extensions, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use permit_runtime::adapter::{Due, Duty};
use permit_web::{Extraction, Handler, OnUnchecked, Unchecked};

/// A duty of the handler that these extensions of a request are read for.
pub(crate) fn due(extensions: &Extensions, duty: Duty) -> Due {
    Extraction::due(extensions.get(), duty)
}

/// What was requested, which the parameters of a handler may take.
pub(crate) struct Requested {
    method: Method,
    path: Option<MatchedPath>,
}

impl Requested {
    pub(crate) fn of(request: &Request) -> Self {
        Self {
            method: request.method().clone(),
            path: request.extensions().get().cloned(),
        }
    }

    /// Reports an answer of `handler`, which is routed at `place`, if it needed one of `duties`. Its
    /// extensions say so.
    pub(crate) fn judged(
        self,
        mut response: Response,
        duties: Vec<Duty>,
        handler: Handler,
        place: &'static Location<'static>,
    ) -> Response {
        let status = response.status().as_u16();
        if Unchecked::is(status, &duties) {
            // A fallback has no path.
            let path = self.path.as_ref().map_or("*", MatchedPath::as_str);
            let unchecked = Unchecked {
                handler: handler.to_string(),
                place: Some(format!("{}:{}", place.file(), place.line())),
                method: self.method.to_string(),
                path: path.to_owned(),
                status,
                duties,
            };
            unchecked.report();
            response.extensions_mut().insert(unchecked);
        }
        response
    }
}

/// The answer, or the 500 that replaces it.
pub(crate) fn replaced(mut response: Response, on: OnUnchecked) -> Response {
    let unchecked = response.extensions_mut().remove::<Unchecked>();
    let Some(text) = unchecked.and_then(|one| on.replaces(&one)) else {
        return response;
    };
    let mut failed = (StatusCode::INTERNAL_SERVER_ERROR, text).into_response();
    let no_store = HeaderValue::from_static("no-store");
    failed.headers_mut().insert(header::CACHE_CONTROL, no_store);
    failed
}
