//! What a policy says for one principal.

use crate::{
    policy::{Freshness, Grants},
    table::Words,
    vocabulary::{Subject, UserTypes},
};
use core::fmt;

/// What is in force for one principal, for as long as the principal lives.
///
/// It holds the words in force, the user types that are not blocked, what is granted, and until when it is good. A
/// principal that needs a newer one is loaded again.
pub struct Binding<S: Subject> {
    words: Words<S>,
    /// One bit for each user type that is not blocked.
    unblocked: u64,
    grants: Grants<S>,
    freshness: Freshness,
}

impl<S: Subject> Binding<S> {
    /// These words, for as long as they are fresh. No user type is blocked, and nothing is granted.
    #[must_use]
    pub fn new(words: Words<S>, freshness: Freshness) -> Self {
        Self {
            words,
            unblocked: !0,
            grants: Grants::none(),
            freshness,
        }
    }

    /// Blocks these user types: to a decision the subject does not have them.
    #[must_use]
    pub fn blocking(mut self, types: UserTypes<S::UserType>) -> Self {
        self.unblocked &= !types.bits();
        self
    }

    /// With what the subject was granted, in place of what was given here before.
    ///
    /// To an anonymous caller and to a job of the application's own, nothing is granted whatever is given here.
    /// In a catalogue with tenants, a subject of a tenant is granted only on what is that tenant's, and a
    /// subject whose tenant is unknown nothing.
    #[must_use]
    pub fn granting(mut self, grants: Grants<S>) -> Self {
        self.grants = grants;
        self
    }

    /// What was granted.
    pub(crate) const fn grants(&self) -> &Grants<S> {
        &self.grants
    }

    /// Those of `types` that are not blocked.
    pub(crate) const fn unblocked(&self, types: UserTypes<S::UserType>) -> UserTypes<S::UserType> {
        types.within(self.unblocked)
    }

    /// The words, if they are fresh.
    #[inline]
    pub(crate) fn words(&self) -> Option<&Words<S>> {
        self.freshness.is_good().then_some(&self.words)
    }

    /// Whether it is good now, by the real clock.
    pub(crate) fn is_reliable(&self) -> bool {
        self.freshness.is_reliable()
    }
}

impl<S: Subject> fmt::Debug for Binding<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Binding").finish_non_exhaustive()
    }
}
