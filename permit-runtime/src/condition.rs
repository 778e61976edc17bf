//! Conditions: the functions that a rule may depend on, and how a decision asks them.

use crate::{ConditionInfo, Principal, Subject, truth};

/// A condition that can decide about action `A` of subject `S` on context `C`.
///
/// Implemented by `#[permit::condition]`, never by hand.
#[diagnostic::on_unimplemented(
    message = "condition `{Self}` cannot decide about action `{A}`",
    label = "takes another subject, context or action",
    note = "action `{A}` needs a condition of the form `fn(who: &{S}, on: &{C}) -> bool`"
)]
pub trait Condition<A, S: Subject, C: ?Sized> {
    #[doc(hidden)]
    fn holds(action: &A, who: &Principal<S>, context: &C) -> bool;
}

/// What is known of a condition without asking it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a condition",
    label = "not declared as one",
    note = "a condition is a function under `#[permit::condition]`"
)]
pub trait Named {
    /// Its name in the tables.
    const NAME: &'static str;
    /// Its public reason code.
    const SAYS: Option<&'static str>;
    /// The flags that it reads.
    const FLAGS: &'static [&'static str];
    /// All of it.
    const INFO: ConditionInfo = ConditionInfo {
        name: Self::NAME,
        says: Self::SAYS,
        flags: Self::FLAGS,
    };
}

/// What a condition may take as `who`: the application's own subject, or the principal, which also
/// knows the flags, the time and the home. Chosen by type, so that an alias works as well.
#[diagnostic::on_unimplemented(
    message = "a condition about `{S}` cannot take `{Self}` as the one who acts",
    label = "takes another subject",
    note = "take `&{S}` or `&Principal<{S}>`"
)]
pub trait Who<S: Subject> {
    /// That of the principal.
    fn of(principal: &Principal<S>) -> &Self;
}

#[diagnostic::do_not_recommend]
impl<S: Subject> Who<S> for S {
    #[inline]
    fn of(principal: &Principal<S>) -> &Self {
        principal.subject()
    }
}

#[diagnostic::do_not_recommend]
impl<S: Subject> Who<S> for Principal<S> {
    #[inline]
    fn of(principal: &Principal<S>) -> &Self {
        principal
    }
}

/// The built-in condition `owner`: both are known, and they are equal.
#[inline]
#[must_use]
pub fn owns<S: Subject>(who: &Principal<S>, owner: Option<&S::Id>) -> bool {
    match (who.subject().id(), owner) {
        (Some(who), Some(owner)) => who == owner,
        _ => false,
    }
}

/// How an action's conditions are asked: in one way to decide, in another to explain.
pub trait Inquiry {
    /// A condition of permit's own, evaluated already: it costs less than a branch.
    fn built_in(&mut self, index: usize, holds: bool);

    /// A condition of the application's, evaluated only if the answer is needed.
    fn condition(&mut self, index: usize, holds: impl FnOnce() -> bool);
}

/// Asks what the answer depends on, in order, and nothing else.
#[derive(Debug)]
pub(crate) struct Lazy {
    allowed: &'static [u64],
    types: u64,
    pub(crate) held: u32,
    pub(crate) asked: u32,
}

impl Lazy {
    #[inline]
    pub(crate) const fn new(allowed: &'static [u64], types: u64) -> Self {
        Self {
            allowed,
            types,
            held: 0,
            asked: 0,
        }
    }

    #[inline]
    pub(crate) fn allows(&self) -> bool {
        truth::allows(self.allowed, self.types, self.held as usize)
    }
}

impl Inquiry for Lazy {
    #[inline]
    fn built_in(&mut self, index: usize, holds: bool) {
        self.asked |= 1 << index;
        self.held |= u32::from(holds) << index;
    }

    #[inline]
    fn condition(&mut self, index: usize, holds: impl FnOnce() -> bool) {
        if truth::depends(self.allowed, self.types, self.held as usize, index) {
            self.built_in(index, holds());
        }
    }
}

/// Asks what is required, in order, until one does not hold.
#[derive(Debug, Default)]
pub(crate) struct Required {
    pub(crate) unmet: Option<usize>,
}

impl Inquiry for Required {
    #[inline]
    fn built_in(&mut self, index: usize, holds: bool) {
        self.condition(index, || holds);
    }

    #[inline]
    fn condition(&mut self, index: usize, holds: impl FnOnce() -> bool) {
        if self.unmet.is_none() && !holds() {
            self.unmet = Some(index);
        }
    }
}

/// Asks everything.
#[derive(Debug, Default)]
pub(crate) struct Thorough {
    pub(crate) held: u32,
}

impl Inquiry for Thorough {
    fn built_in(&mut self, index: usize, holds: bool) {
        self.held |= u32::from(holds) << index;
    }

    fn condition(&mut self, index: usize, holds: impl FnOnce() -> bool) {
        self.built_in(index, holds());
    }
}
