//! Extractors one after the other. actix-web polls all of a handler's extractors together: bad JSON
//! would answer 400 to a caller who has to sign in first, and what a handler reads would be read
//! for callers who are refused.

use core::{fmt, future::Future, pin::Pin};
use std::rc::Rc;

use actix_web::{Error, FromRequest, HttpRequest, dev::Payload};

use crate::{guard::Guard, private::mark, reading::Reading, unchecked::Owing};

/// Parameters that can be extracted from a request, one after the other.
///
/// It is implemented for tuples of at most 16 extractors, and nothing outside of this crate implements it.
#[diagnostic::on_unimplemented(
    message = "the parameters of this handler cannot all be extracted",
    label = "`{Self}` has a parameter that is not an extractor"
)]
pub trait Extract: Sized {
    /// The first of them; `()` when there is none.
    type First;

    /// Whether the answer depends on the caller. `unguarded` says that it does not.
    #[doc(hidden)]
    const GUARDED: bool = true;

    /// Extracts them, or answers. Only this crate has a sequence.
    #[doc(hidden)]
    fn extract(sequence: Sequence) -> impl Future<Output = Result<Self, Error>>;
}

/// A request whose parameters are being extracted. A guard leaves the body alone: what it loads is
/// extracted without one.
pub struct Sequence {
    request: HttpRequest,
    payload: Payload,
    /// All guards of the handler share it, and no middleware does.
    reading: Rc<Reading>,
    /// Whether it is read for a parameter of another sequence.
    within: bool,
}

impl Sequence {
    fn begin(request: HttpRequest, payload: Payload) -> Self {
        Self {
            within: Reading::of(&request).is_some(),
            reading: Reading::begin(&request),
            request,
            payload,
        }
    }

    /// What the parameters will owe. A sequence within another leaves that to the other.
    fn owing(&self) -> Option<Owing> {
        let begin = || Owing::begin(&self.request, self.reading.extraction());
        (!self.within).then(begin)
    }

    /// The next parameter.
    pub(crate) async fn next<T: FromRequest>(&mut self) -> Result<T, Error> {
        let read = T::from_request(&self.request, &mut self.payload).await;
        self.reading
            .unless_failed(read.map_err(Into::into), self.within)
    }
}

impl fmt::Debug for Sequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Sequence").field(&self.request).finish()
    }
}

/// The future of parameters.
type Extracting<T> = Pin<Box<dyn Future<Output = Result<T, Error>>>>;

/// The parameters of a handler that was checked when it was routed.
pub(crate) struct Extracted<Arguments> {
    pub(crate) arguments: Arguments,
    /// What these parameters owe, if anything.
    pub(crate) owing: Option<Owing>,
}

impl<Arguments: Extract + 'static> FromRequest for Extracted<Arguments> {
    type Error = Error;
    type Future = Extracting<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        if Arguments::GUARDED {
            mark(request);
        }
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move {
            let sequence = Sequence::begin(request, payload);
            let owing = sequence.owing();
            let arguments = Arguments::extract(sequence).await?;
            let owing = owing.and_then(Owing::owing);
            Ok(Self { arguments, owing })
        })
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
    type Future = Extracting<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let read = Extracted::from_request(request, payload);
        Box::pin(async move {
            let Extracted { arguments, owing } = read.await?;
            if let Some(owing) = owing {
                owing.handled(None);
            }
            Ok(Self(arguments))
        })
    }
}

#[cfg(test)]
mod tests {
    use core::{
        future::{Pending, pending, poll_fn},
        task::Poll,
    };

    use actix_web::test::TestRequest;

    use super::{Error, Extracted, FromRequest, HttpRequest, Payload, Reading, Sequence};

    #[test]
    fn a_sequence_in_a_log_is_its_request() {
        let request = TestRequest::with_uri("/items").to_http_request();
        let sequence = Sequence::begin(request, Payload::None);
        assert!(format!("{sequence:?}").contains("/items"));
    }

    struct Never;

    impl FromRequest for Never {
        type Error = Error;
        type Future = Pending<Result<Self, Error>>;

        fn from_request(_: &HttpRequest, _: &mut Payload) -> Self::Future {
            pending()
        }
    }

    #[actix_web::test]
    async fn an_extraction_that_is_given_up_leaves_nothing_in_the_request() {
        let request = TestRequest::default().to_http_request();
        let mut extracting = Extracted::<(Never,)>::from_request(&request, &mut Payload::None);
        assert!(Reading::of(&request).is_none());
        let polled = poll_fn(|context| Poll::Ready(extracting.as_mut().poll(context)));
        assert!(polled.await.is_pending());
        assert!(Reading::of(&request).is_some());
        drop(extracting);
        assert!(Reading::of(&request).is_none());
    }
}
