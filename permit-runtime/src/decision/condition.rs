//! Conditions: the functions that a rule may depend on.

use crate::{
    principal::Principal,
    vocabulary::{ConditionInfo, Subject},
};

/// A condition that can decide about action `A` of subject `S` on context `C`.
///
/// Implemented by `#[permit::condition]`, never by hand.
#[diagnostic::on_unimplemented(
    message = "condition `{Self}` cannot decide about action `{A}`",
    label = "takes another subject, context or action",
    note = "action `{A}` needs a condition of the form `fn(who: &{S}, on: &{C}) -> bool`",
    note = "before `who` it may take the action, `action: &{A}`; nothing stands behind the context",
    note = "or let `{A}` be done to what the condition takes: `context = ...`"
)]
pub trait Condition<A, S: Subject, C: ?Sized> {
    #[doc(hidden)]
    fn holds(action: &A, who: &Principal<S>, context: &C) -> bool;
}

/// The condition that a name stands for, which is nearly `owner`: the macros write it.
pub trait Meant<const INDEX: usize> {
    /// It.
    type Condition;
}

/// What is known of a condition without evaluating it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a condition",
    label = "not declared as one",
    note = "a condition is a function under `#[permit::condition]`"
)]
pub trait Named {
    /// Its name, its public reason code and the flags that it reads.
    const INFO: ConditionInfo;
}

/// What a condition may take as `who`: the application's own subject, or the principal, which also
/// knows the flags, the time and the tenant. Chosen by type, so an alias works as well.
#[diagnostic::on_unimplemented(
    message = "a condition about `{S}` cannot take `{Self}` as the one who acts",
    label = "takes another subject",
    note = "take `who: &{S}` or `who: &Principal<{S}>` first, and the context behind it"
)]
pub trait FromPrincipal<S: Subject> {
    /// What the condition takes.
    fn of(principal: &Principal<S>) -> &Self;
}

#[diagnostic::do_not_recommend]
impl<S: Subject> FromPrincipal<S> for S {
    #[inline]
    fn of(principal: &Principal<S>) -> &Self {
        principal.subject()
    }
}

#[diagnostic::do_not_recommend]
impl<S: Subject> FromPrincipal<S> for Principal<S> {
    #[inline]
    fn of(principal: &Principal<S>) -> &Self {
        principal
    }
}

/// The built-in condition `owner`: both ids are known, and they are equal.
#[inline]
#[must_use]
pub fn owns<S: Subject>(who: &Principal<S>, owner: Option<&S::Id>) -> bool {
    match (who.subject().id(), owner) {
        (Some(who), Some(owner)) => who == owner,
        _ => false,
    }
}
