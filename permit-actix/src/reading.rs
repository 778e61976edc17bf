//! What the guards of one handler share while its parameters are extracted.

use core::cell::RefCell;
use std::rc::{Rc, Weak};

use actix_web::{Error, HttpMessage, HttpRequest};
use permit_web::Extraction;

use crate::failure::Shared;

/// What the guards of one handler share, for as long as its parameters are extracted: their
/// principals, and what failed on the way to a decision.
#[derive(Debug)]
pub(crate) struct Reading {
    extraction: Extraction,
    failure: RefCell<Option<Rc<Error>>>,
}

/// Kept in the extensions of the request. It is weak, so nothing of a handler is left to middleware,
/// or to another handler that the request is forwarded to.
struct Current(Weak<Reading>);

impl Reading {
    /// Begins one. It ends when the last pointer to it is dropped: after the last parameter, after
    /// a failure, or when the request is cancelled.
    ///
    /// A parameter that is a sequence itself shares the one of its handler.
    pub(crate) fn begin(request: &HttpRequest) -> Rc<Self> {
        if let Some(current) = Self::of(request) {
            return current;
        }
        let reading = Rc::new(Self {
            extraction: Extraction::open(),
            failure: RefCell::default(),
        });
        let current = Current(Rc::downgrade(&reading));
        request.extensions_mut().insert(current);
        reading
    }

    /// The one that has begun and not ended. In one of actix-web's own routes, and in middleware,
    /// there is none.
    pub(crate) fn of(request: &HttpRequest) -> Option<Rc<Self>> {
        request.extensions().get::<Current>()?.0.upgrade()
    }

    /// What keeps the principals.
    pub(crate) fn extraction(&self) -> Extraction {
        self.extraction.share()
    }

    /// Notes a failure, and gives an error that answers as it does.
    pub(crate) fn note(&self, error: Error) -> Error {
        let error = Rc::new(error);
        self.failure.replace(Some(Rc::clone(&error)));
        Shared(error).into()
    }

    /// What was read, or what failed meanwhile.
    ///
    /// A sequence within another leaves the note to that one, whose parameter may be an `Option` of
    /// it.
    pub(crate) fn unless_failed<T>(
        &self,
        read: Result<T, Error>,
        within: bool,
    ) -> Result<T, Error> {
        let Some(error) = self.failure.take() else {
            return read;
        };
        if within {
            self.failure.replace(Some(Rc::clone(&error)));
        }
        // With the other holder gone it is the application's own error again.
        drop(read);
        Err(Rc::try_unwrap(error).unwrap_or_else(|shared| Shared(shared).into()))
    }
}

impl Drop for Reading {
    /// What the handler still owes may keep the extraction.
    fn drop(&mut self) {
        self.extraction.close();
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::{Rc, Reading};

    #[test]
    fn a_sequence_within_another_shares_its_reading_and_nothing_is_left_after_both() {
        let request = TestRequest::default().to_http_request();
        assert!(Reading::of(&request).is_none());
        let outer = Reading::begin(&request);
        let inner = Reading::begin(&request);
        assert!(Rc::ptr_eq(&outer, &inner));
        drop(inner);
        assert!(Reading::of(&request).is_some());
        drop(outer);
        assert!(Reading::of(&request).is_none());
    }
}
