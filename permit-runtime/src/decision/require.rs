//! What `#[requires]` writes into a function: the check, and the refusal in the function's own
//! return type.

use core::{
    future::{Future, ready},
    pin::Pin,
};

use crate::{
    decision::{Listed, decide, reason::refusal},
    principal::Principal,
    vocabulary::Refused,
};

/// Checks without keeping a permit.
///
/// # Errors
///
/// When the action is refused.
pub fn require<A: Listed>(
    action: &A,
    who: &Principal<A::Subject>,
    context: &A::Context,
) -> Result<(), Refused> {
    decide::decide(who, action, context).map_err(|stop| refusal::<A>(who, context, stop))
}

/// As [`require`], for an action without a context.
///
/// # Errors
///
/// When the action is refused.
pub fn require_without_context<A: Listed>(
    action: &A,
    who: &Principal<A::Subject>,
) -> Result<(), Refused>
where
    A::Context: NoContext<A>,
{
    require(action, who, A::Context::none())
}

/// The context of an action that needs none.
#[diagnostic::on_unimplemented(
    message = "the context of `{A}` is missing",
    label = "done to a `{Self}`",
    note = "write `#[requires({A}, who, context)]`, with a `{Self}` in the place of `context`"
)]
pub trait NoContext<A> {
    /// It.
    fn none<'a>() -> &'a Self
    where
        Self: 'a;
}

impl<A> NoContext<A> for () {
    fn none<'a>() -> &'a Self {
        &()
    }
}

/// The return type of a function under `#[requires]`, which has to be able to carry a refusal.
#[diagnostic::on_unimplemented(
    message = "`#[requires]` cannot refuse in a function that returns `{Self}`",
    label = "a refusal cannot be returned here",
    note = "return a `Result` whose error is `From<permit::Refused>`, or a boxed future of one"
)]
pub trait Refusable {
    /// The refusal.
    fn refused(refused: Refused) -> Self;
}

#[diagnostic::do_not_recommend]
impl<T, E: From<Refused>> Refusable for Result<T, E> {
    fn refused(refused: Refused) -> Self {
        Err(refused.into())
    }
}

/// A boxed future is checked when it is made, and returns the refusal when it is awaited.
#[diagnostic::do_not_recommend]
impl<'a, R: Refusable + Send + 'a> Refusable for Pin<Box<dyn Future<Output = R> + Send + 'a>> {
    fn refused(refused: Refused) -> Self {
        Box::pin(ready(R::refused(refused)))
    }
}

/// As above, for one that stays on its thread.
#[diagnostic::do_not_recommend]
impl<'a, R: Refusable + 'a> Refusable for Pin<Box<dyn Future<Output = R> + 'a>> {
    fn refused(refused: Refused) -> Self {
        Box::pin(ready(R::refused(refused)))
    }
}

/// The refusal, as what the function returns.
#[cold]
#[must_use]
pub fn refuse<R: Refusable>(refused: Refused) -> R {
    R::refused(refused)
}
