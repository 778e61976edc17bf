//! The shape of a handler, apart from axum's `Handler`, whose failures all read alike.
//!
//! A handler is a function of a [`Guard`](crate::Guard) and of what it extracts, and returns a
//! future. Each of these is a separate bound, so the compiler names the one that fails: the parameter
//! that is not a guard or not an extractor, the future that is not `Send`.

use core::{future::Future, marker::PhantomData, panic::Location, pin::Pin};

use axum::{
    extract::{FromRequest, FromRequestParts, Request},
    handler,
    response::{IntoResponse, Response},
};

use permit_web::{Extraction, Handler};

use crate::{
    guard::{Exempt, Unguarded},
    private::mark,
    refusal::Asked,
    unchecked::Requested,
};

/// A handler: a function of `Arguments` that returns a future. The router takes it if its first parameter
/// is a [`Guard`](crate::Guard), or if it is [`unguarded`](crate::unguarded).
///
/// It is a bound of functions that are generic over handlers:
///
/// ```
/// # include!("../tests/ui/support/app.rs");
/// use axum::{http::StatusCode, response::IntoResponse};
/// use permit_axum::{Allowed, Extract, Guard, MethodRouter, Signature, get};
///
/// /// Routes a page.
/// #[track_caller]
/// fn page<H, Arguments, Via>(handler: H) -> MethodRouter<App>
/// where
///     H: Signature<Arguments, First: Guard, Future: Future<Output: IntoResponse> + Send>,
///     Arguments: Extract<App, Via> + Send + 'static,
///     Via: 'static,
/// {
///     get(handler)
/// }
///
/// async fn show(_: Allowed<ViewItem>) -> StatusCode {
///     StatusCode::NO_CONTENT
/// }
/// # fn main() {
/// let shown = page(show);
/// # }
/// ```
///
/// For handlers that are generic over actions, see [`Allowable`](crate::Allowable).
///
/// Nothing outside of this crate implements it: a handler that said of itself which guard it has would not
/// need one.
///
/// ```compile_fail,E0050
/// # include!("../tests/ui/support/app.rs");
/// use permit_axum::{Allowed, Signature};
///
/// #[derive(Clone)]
/// struct Unguarded;
///
/// impl Signature<(String,)> for Unguarded {
///     type First = Allowed<EditItem>;
///     type Future = std::future::Ready<()>;
///
///     fn call(self, _: (String,)) -> std::future::Ready<()> {
///         std::future::ready(())
///     }
/// }
/// # fn main() {}
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a handler",
    label = "not an `async` function whose first parameter is a guard",
    note = "a handler is an `async fn` of a guard and at most 15 extractors, or a closure of them"
)]
pub trait Signature<Arguments>: Clone + Send + Sync + 'static {
    /// Its first parameter; `()` when it has none.
    type First;

    /// What it returns.
    type Future: Future;

    /// Calls it. Only permit can.
    #[doc(hidden)]
    fn call(self, arguments: Arguments, seal: Seal) -> Self::Future;

    /// Why it needs no guard, if it has none.
    fn reason(&self) -> Option<&'static str> {
        None
    }

    /// Its name in the code.
    fn name(&self) -> Handler {
        Handler::of::<Self>()
    }
}

/// The parameters of a handler under [`unguarded`](crate::unguarded).
#[derive(Debug)]
pub struct Unchecked<Arguments>(Arguments);

impl<H: Signature<Arguments>, Arguments> Signature<Unchecked<Arguments>> for Unguarded<H> {
    type First = Exempt;
    type Future = H::Future;

    fn call(self, arguments: Unchecked<Arguments>, seal: Seal) -> Self::Future {
        self.handler.call(arguments.0, seal)
    }

    fn reason(&self) -> Option<&'static str> {
        Some(self.reason)
    }

    fn name(&self) -> Handler {
        self.handler.name()
    }
}

/// Parameters that can be extracted from a request, one after the other: what comes after a guard
/// is not read when the guard refuses. `Via` tells whether the last one takes the body.
///
/// It is implemented for tuples of at most 16 extractors, and nothing outside of this crate implements it.
#[diagnostic::on_unimplemented(
    message = "the parameters of this handler cannot all be extracted",
    label = "`{Self}` has a parameter that is not an extractor"
)]
pub trait Extract<S, Via>: Sized {
    /// Extracts them, or answers.
    #[doc(hidden)]
    fn extract(
        request: Request,
        state: &S,
        seal: Seal,
    ) -> impl Future<Output = Result<Self, Response>> + Send;
}

impl<Arguments, S, Via> Extract<S, Via> for Unchecked<Arguments>
where
    Arguments: Extract<S, Via>,
    S: Sync,
{
    async fn extract(request: Request, state: &S, seal: Seal) -> Result<Self, Response> {
        Arguments::extract(request, state, seal).await.map(Self)
    }
}

/// Only this crate has one, so only this crate implements or calls what takes one.
#[derive(Clone, Copy, Debug)]
pub struct Seal(());

/// A handler as axum takes it.
pub(crate) struct Adapter<H, Arguments, Via> {
    handler: H,
    /// Where it is routed.
    place: &'static Location<'static>,
    of: PhantomData<fn() -> (Arguments, Via)>,
}

impl<H, Arguments, Via> Adapter<H, Arguments, Via> {
    #[track_caller]
    pub(crate) const fn new(handler: H) -> Self {
        Self {
            handler,
            place: Location::caller(),
            of: PhantomData,
        }
    }
}

impl<H: Clone, Arguments, Via> Clone for Adapter<H, Arguments, Via> {
    fn clone(&self) -> Self {
        Self {
            handler: self.handler.clone(),
            ..*self
        }
    }
}

impl<H, Arguments, Via, S> handler::Handler<Exempt, S> for Adapter<H, Arguments, Via>
where
    H: Signature<Arguments, Future: Future<Output: IntoResponse> + Send>,
    Arguments: Extract<S, Via> + Send + 'static,
    Via: 'static,
    S: Send + Sync + 'static,
{
    type Future = Pin<Box<dyn Future<Output = Response> + Send>>;

    fn call(self, mut request: Request, state: S) -> Self::Future {
        Box::pin(async move {
            // All guards of the handler share the principals that it keeps, and no layer does.
            let extraction = Extraction::open();
            let asked = Asked::of(&request);
            let requested = Requested::of(&request);
            request.extensions_mut().insert(extraction.share());
            let extracted = Arguments::extract(request, &state, Seal(())).await;
            extraction.close();
            let guarded = self.handler.reason().is_none();
            let response = match extracted {
                Ok(arguments) => {
                    let name = self.handler.name();
                    let response = self.handler.call(arguments, Seal(())).await;
                    let response = response.into_response();
                    requested.judged(response, extraction.neglected(), name, self.place)
                }
                // The handler did not run.
                Err(response) => response,
            };
            let response = asked.formatted(response);
            if guarded { mark(response) } else { response }
        })
    }
}

/// The handler without any parameter.
impl<F, Fut> Signature<()> for F
where
    F: FnOnce() -> Fut + Clone + Send + Sync + 'static,
    Fut: Future,
{
    type First = ();
    type Future = Fut;

    fn call(self, (): (), _: Seal) -> Fut {
        self()
    }
}

impl<S: Sync> Extract<S, ()> for () {
    async fn extract(_: Request, _: &S, _: Seal) -> Result<Self, Response> {
        Ok(())
    }
}

/// One number of parameters. Of the ones that are read, the last may take the body.
macro_rules! signature {
    ([$($parts:ident)*] $last:ident, $first:ident) => {
        #[diagnostic::do_not_recommend]
        #[allow(non_snake_case)]
        impl<F, Fut, $($parts,)* $last> Signature<($($parts,)* $last,)> for F
        where
            F: FnOnce($($parts,)* $last) -> Fut + Clone + Send + Sync + 'static,
            Fut: Future,
        {
            type First = $first;
            type Future = Fut;

            fn call(self, ($($parts,)* $last,): ($($parts,)* $last,), _: Seal) -> Fut {
                self($($parts,)* $last)
            }
        }

        #[allow(non_snake_case, unused_mut)]
        impl<S, Via, $($parts,)* $last> Extract<S, Via> for ($($parts,)* $last,)
        where
            $($parts: FromRequestParts<S> + Send,)*
            $last: FromRequest<S, Via> + Send,
            S: Send + Sync,
        {
            async fn extract(request: Request, state: &S, _: Seal) -> Result<Self, Response> {
                let (mut head, body) = request.into_parts();
                $(
                    let $parts = $parts::from_request_parts(&mut head, state)
                        .await
                        .map_err(IntoResponse::into_response)?;
                )*
                let request = Request::from_parts(head, body);
                let $last = $last::from_request(request, state)
                    .await
                    .map_err(IntoResponse::into_response)?;
                Ok(($($parts,)* $last,))
            }
        }
    };
}

signature!([] T1, T1);
signature!([T1] T2, T1);
signature!([T1 T2] T3, T1);
signature!([T1 T2 T3] T4, T1);
signature!([T1 T2 T3 T4] T5, T1);
signature!([T1 T2 T3 T4 T5] T6, T1);
signature!([T1 T2 T3 T4 T5 T6] T7, T1);
signature!([T1 T2 T3 T4 T5 T6 T7] T8, T1);
signature!([T1 T2 T3 T4 T5 T6 T7 T8] T9, T1);
signature!([T1 T2 T3 T4 T5 T6 T7 T8 T9] T10, T1);
signature!([T1 T2 T3 T4 T5 T6 T7 T8 T9 T10] T11, T1);
signature!([T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11] T12, T1);
signature!([T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12] T13, T1);
signature!([T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 T13] T14, T1);
signature!([T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 T13 T14] T15, T1);
signature!([T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 T13 T14 T15] T16, T1);
