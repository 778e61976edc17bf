//! What `#[requires]` writes into a function: the check, and the refusal in the function's own
//! return type.

use crate::{Listed, Principal, Refused, decide};

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
    decide::decide(who, action, context)
        .map_err(|barrier| Refused::Denied(decide::reason::<A>(who, context, barrier)))
}

/// What a function under `#[requires]` returns: it has to be able to carry a refusal.
#[diagnostic::on_unimplemented(
    message = "`#[requires]` cannot refuse in a function that returns `{Self}`",
    label = "a refusal cannot be returned here",
    note = "return a `Result` whose error is `From<permit::Refused>`"
)]
pub trait Refusable {
    /// The refusal.
    fn refused(refused: Refused) -> Self;
}

impl<T, E: From<Refused>> Refusable for Result<T, E> {
    fn refused(refused: Refused) -> Self {
        Err(refused.into())
    }
}

/// The refusal, as what the function returns.
#[cold]
#[must_use]
pub fn refuse<R: Refusable>(refused: Refused) -> R {
    R::refused(refused)
}
