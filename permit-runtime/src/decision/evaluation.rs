//! How the conditions of an action are evaluated: as far as a decision needs them, or all of them.

use crate::table::truth_table;

/// A visitor of the conditions of an action.
pub trait Evaluation {
    /// A condition of permit's own. It is evaluated already, because that costs less than a branch.
    fn built_in(&mut self, index: usize, holds: bool);

    /// The condition `granted`, which is evaluated only if the visitor needs the answer.
    fn granted(&mut self, index: usize);

    /// A condition of the application's, which is evaluated only if the visitor needs the answer.
    fn condition(&mut self, index: usize, holds: impl FnOnce() -> bool);
}

/// Evaluates the conditions that the answer depends on, in order, and no others.
pub(super) struct AsNeeded<'w, G> {
    words: &'w [u64],
    types: u64,
    granted: G,
    pub(super) held: u32,
    pub(super) asked: u32,
}

impl<'w, G: Fn() -> bool> AsNeeded<'w, G> {
    /// `granted` says whether the action is granted on the context.
    #[inline]
    pub(super) const fn new(words: &'w [u64], types: u64, granted: G) -> Self {
        Self {
            words,
            types,
            granted,
            held: 0,
            asked: 0,
        }
    }

    #[inline]
    pub(super) fn allows(&self) -> bool {
        truth_table::allows(self.words, self.types, self.held as usize)
    }
}

impl<G: Fn() -> bool> Evaluation for AsNeeded<'_, G> {
    #[inline]
    fn built_in(&mut self, index: usize, holds: bool) {
        self.asked |= 1 << index;
        self.held |= u32::from(holds) << index;
    }

    #[inline]
    fn granted(&mut self, index: usize) {
        if truth_table::depends(self.words, self.types, self.held as usize, index) {
            self.built_in(index, (self.granted)());
        }
    }

    #[inline]
    fn condition(&mut self, index: usize, holds: impl FnOnce() -> bool) {
        if truth_table::depends(self.words, self.types, self.held as usize, index) {
            self.built_in(index, holds());
        }
    }
}

/// Evaluates requirements, in order, until one does not hold.
#[derive(Debug, Default)]
pub(super) struct UntilUnmet {
    pub(super) unmet: Option<usize>,
}

impl Evaluation for UntilUnmet {
    #[inline]
    fn built_in(&mut self, index: usize, holds: bool) {
        self.condition(index, || holds);
    }

    /// The macros refuse it among requirements, and it would not be met.
    #[inline]
    fn granted(&mut self, index: usize) {
        self.condition(index, || false);
    }

    #[inline]
    fn condition(&mut self, index: usize, holds: impl FnOnce() -> bool) {
        if self.unmet.is_none() && !holds() {
            self.unmet = Some(index);
        }
    }
}

/// Evaluates every condition.
pub(super) struct Every<G> {
    granted: G,
    pub(super) held: u32,
}

impl<G: Fn() -> bool> Every<G> {
    /// `granted` says whether the action is granted on the context.
    pub(super) const fn new(granted: G) -> Self {
        Self { granted, held: 0 }
    }
}

impl<G: Fn() -> bool> Evaluation for Every<G> {
    fn built_in(&mut self, index: usize, holds: bool) {
        self.held |= u32::from(holds) << index;
    }

    fn granted(&mut self, index: usize) {
        self.built_in(index, (self.granted)());
    }

    fn condition(&mut self, index: usize, holds: impl FnOnce() -> bool) {
        self.built_in(index, holds());
    }
}
