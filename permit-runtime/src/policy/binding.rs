//! What a policy says for one principal.

use crate::{
    policy::Freshness,
    table::Words,
    vocabulary::{Subject, UserTypes},
};
use core::fmt;

/// What is in force for one principal, for as long as the principal lives.
///
/// It holds the words in force, the user types that are not blocked, and until when it is good. A
/// principal that needs a newer one is loaded again.
pub struct Binding<S: Subject> {
    words: Words<S>,
    /// One bit for each user type that is not blocked.
    unblocked: u64,
    freshness: Freshness,
}

impl<S: Subject> Binding<S> {
    /// These words, for as long as they are fresh. No user type is blocked.
    #[must_use]
    pub const fn new(words: Words<S>, freshness: Freshness) -> Self {
        Self {
            words,
            unblocked: !0,
            freshness,
        }
    }

    /// Blocks these user types: to a decision the subject does not have them.
    #[must_use]
    pub const fn blocking(mut self, types: UserTypes<S::UserType>) -> Self {
        self.unblocked &= !types.bits();
        self
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
