//! Failures on the way to a decision: a session store that is away, a context that is missing, a
//! policy that is not known.
//!
//! actix-web's `Option` of an extractor is `None` whatever went wrong, so an outage would read as a
//! denial. Therefore a failure is noted while the parameters of a handler are extracted, and is the
//! answer, whatever became of the extractor that it happened in.

use core::fmt;
use std::rc::Rc;

use actix_web::{Error, HttpRequest, HttpResponse, ResponseError, http::StatusCode};

use crate::reading::Reading;

/// The error of an extractor of ours that did not end in a denial.
pub(crate) fn note(request: &HttpRequest, error: Error) -> Error {
    match Reading::of(request) {
        Some(reading) => reading.note(error),
        None => error,
    }
}

/// An error that answers as the one within.
pub(crate) struct Shared(pub(crate) Rc<Error>);

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl ResponseError for Shared {
    fn status_code(&self) -> StatusCode {
        self.0.as_response_error().status_code()
    }

    fn error_response(&self) -> HttpResponse {
        self.0.error_response()
    }
}
