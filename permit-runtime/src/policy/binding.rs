//! What a policy says for one principal.

use core::fmt;
use std::{
    sync::Arc,
    time::{Instant, SystemTime},
};

use crate::{
    policy::{Freshness, Grants},
    table::Words,
    vocabulary::{Block, Subject, UserTypes},
};

/// What is in force for one principal, for as long as the principal lives.
///
/// It holds the words in force, the user types that are not blocked, what is granted, and until when it is good. A
/// principal that needs a newer one is loaded again.
pub struct Binding<S: Subject> {
    words: Words<S>,
    /// In milliseconds of the clock: until then `words` are in force, and fresh.
    until: u64,
    /// Beyond `until`.
    later: Option<Arc<dyn Timeline<S>>>,
    /// One bit for each user type that is not blocked.
    unblocked: u64,
    blocks: Vec<(UserTypes<S::UserType>, Arc<Block>)>,
    grants: Grants<S>,
    freshness: Freshness,
    revision: u64,
}

/// The words of a policy over time, for a binding in whose life an entry of the policy ends.
pub trait Timeline<S: Subject>: Send + Sync + 'static {
    /// The words in force at `time`.
    fn words_at(&self, time: SystemTime) -> &Words<S>;
}

impl<S: Subject> Binding<S> {
    /// These words, for as long as they are fresh. No user type is blocked, and nothing is granted.
    #[must_use]
    pub fn new(words: Words<S>, freshness: Freshness) -> Self {
        Self {
            words,
            until: freshness.end(),
            later: None,
            unblocked: !0,
            blocks: Vec::new(),
            grants: Grants::none(),
            freshness,
            revision: 0,
        }
    }

    /// Its words are in force only until `end`. From then on those of the timeline are, for as long as they
    /// are fresh: an entry that ends makes no principal indeterminate.
    ///
    /// A decision looks at the real clock only from half a second before the end.
    #[must_use]
    pub fn until(mut self, end: Instant, later: Arc<dyn Timeline<S>>) -> Self {
        self.until = self.until.min(self.freshness.just_before(end));
        self.later = Some(later);
        self
    }

    /// The number of the policy's state, for logs.
    #[must_use]
    pub const fn at_revision(mut self, revision: u64) -> Self {
        self.revision = revision;
        self
    }

    /// Blocks these user types: to a decision the subject does not have them.
    #[must_use]
    pub fn blocking(mut self, types: UserTypes<S::UserType>, block: &Arc<Block>) -> Self {
        self.unblocked &= !types.bits();
        self.blocks.push((types, Arc::clone(block)));
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

    pub(crate) const fn revision(&self) -> u64 {
        self.revision
    }

    /// What blocks a user type.
    pub(crate) fn block_of(&self, user_type: S::UserType) -> Option<&Arc<Block>> {
        let mut blocks = self.blocks.iter();
        let (_, block) = blocks.find(|(types, _)| types.contains(user_type))?;
        Some(block)
    }

    /// The words, if they are fresh.
    #[inline]
    pub(crate) fn words(&self) -> Option<&Words<S>> {
        self.words_until().or_else(|| self.words_beyond())
    }

    /// The words, if they are fresh and no entry is about to end: nothing but one comparison.
    #[inline]
    pub(crate) fn words_until(&self) -> Option<&Words<S>> {
        let is_before = self.freshness.is_before(self.until);
        is_before.then_some(&self.words)
    }

    /// The words from when the first of the entries is about to end.
    #[cold]
    #[inline(never)]
    fn words_beyond(&self) -> Option<&Words<S>> {
        let later = self.later.as_ref().filter(|_| self.freshness.is_good())?;
        Some(later.words_at(SystemTime::now()))
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
