//! What fails on the way to a decision: a session store that is away, a context that is missing.
//!
//! actix-web's `Option` of an extractor is `None` whatever went wrong, so that an outage would read
//! as a denial. Therefore a failure is noted in the request, and the sequence of extractors answers
//! with it, whatever became of the extractor that it happened in.

use core::fmt;
use std::rc::Rc;

use actix_web::{Error, HttpMessage, HttpRequest, HttpResponse, ResponseError, http::StatusCode};

/// Kept in the extensions of the request.
struct Noted(Rc<Error>);

/// The error of an extractor of ours in which the application's own failed.
pub(crate) fn note(request: &HttpRequest, error: impl Into<Error>) -> Error {
    let error = Rc::new(error.into());
    request.extensions_mut().insert(Noted(Rc::clone(&error)));
    Shared(error).into()
}

/// What was read, or what failed meanwhile.
pub(crate) fn unless_noted<T>(request: &HttpRequest, read: Result<T, Error>) -> Result<T, Error> {
    let noted = request.extensions_mut().remove::<Noted>();
    let Some(Noted(error)) = noted else {
        return read;
    };
    // With the other holder gone it is the application's own error again.
    drop(read);
    Err(Rc::try_unwrap(error).unwrap_or_else(|shared| Shared(shared).into()))
}

/// An error that answers as the one within.
struct Shared(Rc<Error>);

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
