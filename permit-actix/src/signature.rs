//! The shape of a handler, apart from actix-web's `Handler`, whose failures all read alike.
//!
//! A handler is a function of a [`Guard`](crate::Guard) and of what it extracts, and returns a
//! future. Each of these is a separate bound, so the compiler names the one that fails: the
//! parameter that is not a guard or not an extractor.

use core::{
    future::Future,
    marker::PhantomData,
    panic::Location,
    pin::Pin,
    task::{Context, Poll},
};

use actix_web::FromRequest;
use permit_web::Handler;

use crate::{
    guard::{Exempt, Unguarded},
    refusal::Formatted,
    sequence::{Extract, Extracted, Sequence},
};

/// A handler: a function of `Arguments` that returns a future. It is routed if its first parameter is a
/// [`Guard`](crate::Guard), or if it is [`unguarded`](crate::unguarded).
///
/// It is a bound of functions that are generic over handlers:
///
/// ```
/// # include!("../tests/ui/support/app.rs");
/// use actix_web::Responder;
/// use permit_actix::{Allowed, Extract, Guard, Resource, Signature, resource};
///
/// /// Routes a page.
/// #[track_caller]
/// fn page<H, Arguments>(path: &str, handler: H) -> Resource
/// where
///     H: Signature<Arguments, First: Guard, Future: Future<Output: Responder + 'static>>,
///     Arguments: Extract + 'static,
/// {
///     resource(path).get(handler)
/// }
///
/// async fn show(_: Allowed<ViewItem>) -> &'static str {
///     "shown"
/// }
/// # fn main() {
/// let shown = page("/items/{id}", show);
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
/// use permit_actix::{Allowed, Signature};
///
/// #[derive(Clone)]
/// struct Unguarded;
///
/// impl Signature<(String,)> for Unguarded {
///     type First = Allowed<EditItem>;
///     type Future = std::future::Ready<()>;
///
///     fn call(&self, _: (String,)) -> std::future::Ready<()> {
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
pub trait Signature<Arguments>: Clone + 'static {
    /// Its first parameter; `()` when it has none.
    type First;

    /// What it returns.
    type Future: Future;

    /// Calls it. Only permit can.
    #[doc(hidden)]
    fn call(&self, arguments: Arguments, seal: Seal) -> Self::Future;

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

    fn call(&self, arguments: Unchecked<Arguments>, seal: Seal) -> Self::Future {
        self.handler.call(arguments.0, seal)
    }

    fn reason(&self) -> Option<&'static str> {
        Some(self.reason)
    }

    fn name(&self) -> Handler {
        self.handler.name()
    }
}

impl<Arguments: Extract> Extract for Unchecked<Arguments> {
    type First = Exempt;

    const GUARDED: bool = false;

    async fn extract(sequence: Sequence) -> Result<Self, actix_web::Error> {
        Arguments::extract(sequence).await.map(Self)
    }
}

/// Only this crate has one, so only this crate implements or calls what takes one.
#[derive(Clone, Copy, Debug)]
pub struct Seal(());

/// A handler as actix-web takes it.
pub(crate) struct Adapter<H, Arguments> {
    handler: H,
    /// Where it is routed.
    place: &'static Location<'static>,
    of: PhantomData<fn() -> Arguments>,
}

impl<H, Arguments> Adapter<H, Arguments> {
    #[track_caller]
    pub(crate) const fn new(handler: H) -> Self {
        Self {
            handler,
            place: Location::caller(),
            of: PhantomData,
        }
    }
}

impl<H: Clone, Arguments> Clone for Adapter<H, Arguments> {
    fn clone(&self) -> Self {
        Self {
            handler: self.handler.clone(),
            ..*self
        }
    }
}

impl<H, Arguments> actix_web::Handler<Extracted<Arguments>> for Adapter<H, Arguments>
where
    H: Signature<Arguments>,
    Arguments: 'static,
{
    type Output = Formatted<<H::Future as Future>::Output>;
    type Future = Handling<H::Future>;

    fn call(&self, extracted: Extracted<Arguments>) -> Self::Future {
        if let Some(owing) = extracted.owing {
            owing.handled(Some((self.handler.name(), self.place)));
        }
        let handling = self.handler.call(extracted.arguments, Seal(()));
        Handling(Box::pin(handling))
    }
}

/// The future of a handler.
pub(crate) struct Handling<F>(Pin<Box<F>>);

impl<F: Future> Future for Handling<F> {
    type Output = Formatted<F::Output>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(context).map(Formatted)
    }
}

/// The handler without any parameter.
impl<F, Fut> Signature<()> for F
where
    F: Fn() -> Fut + Clone + 'static,
    Fut: Future,
{
    type First = ();
    type Future = Fut;

    fn call(&self, (): (), _: Seal) -> Fut {
        self()
    }
}

impl Extract for () {
    type First = ();

    async fn extract(_: Sequence) -> Result<Self, actix_web::Error> {
        Ok(())
    }
}

/// One number of parameters.
macro_rules! signature {
    ($first:ident $($rest:ident)*) => {
        #[diagnostic::do_not_recommend]
        #[allow(non_snake_case)]
        impl<F, Fut, $first, $($rest,)*> Signature<($first, $($rest,)*)> for F
        where
            F: Fn($first, $($rest,)*) -> Fut + Clone + 'static,
            Fut: Future,
        {
            type First = $first;
            type Future = Fut;

            fn call(&self, ($first, $($rest,)*): ($first, $($rest,)*), _: Seal) -> Fut {
                self($first, $($rest,)*)
            }
        }

        #[allow(non_snake_case)]
        impl<$first, $($rest,)*> Extract for ($first, $($rest,)*)
        where
            $first: FromRequest,
            $($rest: FromRequest,)*
        {
            type First = $first;

            async fn extract(mut sequence: Sequence) -> Result<Self, actix_web::Error> {
                let $first = sequence.next().await?;
                $(let $rest = sequence.next().await?;)*
                Ok(($first, $($rest,)*))
            }
        }
    };
}

signature!(T1);
signature!(T1 T2);
signature!(T1 T2 T3);
signature!(T1 T2 T3 T4);
signature!(T1 T2 T3 T4 T5);
signature!(T1 T2 T3 T4 T5 T6);
signature!(T1 T2 T3 T4 T5 T6 T7);
signature!(T1 T2 T3 T4 T5 T6 T7 T8);
signature!(T1 T2 T3 T4 T5 T6 T7 T8 T9);
signature!(T1 T2 T3 T4 T5 T6 T7 T8 T9 T10);
signature!(T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11);
signature!(T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12);
signature!(T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 T13);
signature!(T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 T13 T14);
signature!(T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 T13 T14 T15);
signature!(T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 T13 T14 T15 T16);
