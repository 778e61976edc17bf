//! Extractors one after the other. actix-web polls all of a handler's together: bad JSON would
//! answer 400 to somebody who has to sign in first, and whatever else a handler reads would be read
//! for callers who are refused.

use core::{fmt, future::Future, pin::Pin};

use actix_web::{Error, FromRequest, HttpRequest, dev::Payload};

use crate::{failure::unless_noted, guard::Guard};

/// Parameters that can be extracted from a request, one after the other.
#[diagnostic::on_unimplemented(
    message = "the parameters of this handler cannot all be extracted",
    label = "`{Self}` has a parameter that is no extractor"
)]
pub trait Extract: Sized {
    /// The first of them; `()` when there is none.
    type First;

    /// Extracts them, or answers.
    fn extract(sequence: Sequence) -> impl Future<Output = Result<Self, Error>>;
}

/// A request that is being read. A guard leaves the body alone: whatever it loads is extracted
/// without one.
pub struct Sequence {
    request: HttpRequest,
    payload: Payload,
}

impl Sequence {
    /// What the next parameter is.
    pub(crate) async fn next<T: FromRequest>(&mut self) -> Result<T, Error> {
        let read = T::from_request(&self.request, &mut self.payload).await;
        unless_noted(&self.request, read.map_err(Into::into))
    }
}

impl fmt::Debug for Sequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Sequence").field(&self.request).finish()
    }
}

type Extraction<T> = Pin<Box<dyn Future<Output = Result<T, Error>>>>;

/// The parameters of a handler that was looked at when it was routed.
pub(crate) struct Extracted<Arguments>(pub(crate) Arguments);

impl<Arguments: Extract + 'static> FromRequest for Extracted<Arguments> {
    type Error = Error;
    type Future = Extraction<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let sequence = Sequence {
            request: request.clone(),
            payload: payload.take(),
        };
        Box::pin(async move { Arguments::extract(sequence).await.map(Self) })
    }
}

/// A tuple of a guard and other extractors, read one after the other: what comes after the guard is
/// not read when the guard refuses.
///
/// `#[requires]` and `#[guarded]` write it into an actix-web service, and it may be written into a
/// handler of any actix-web application.
#[derive(Debug)]
pub struct Sequenced<Arguments>(
    /// What was read.
    pub Arguments,
);

impl<Arguments> FromRequest for Sequenced<Arguments>
where
    Arguments: Extract<First: Guard> + 'static,
{
    type Error = Error;
    type Future = Extraction<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let read = Extracted::from_request(request, payload);
        Box::pin(async move { read.await.map(|Extracted(arguments)| Self(arguments)) })
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::{Payload, Sequence};

    #[test]
    fn a_sequence_in_a_log_is_its_request() {
        let sequence = Sequence {
            request: TestRequest::with_uri("/items").to_http_request(),
            payload: Payload::None,
        };
        assert!(format!("{sequence:?}").contains("/items"));
    }
}
