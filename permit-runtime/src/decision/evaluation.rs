//! How the conditions of an action are evaluated: as far as a decision needs them, or all of them.

use crate::table::truth_table;

/// A visitor of the conditions of an action.
pub trait Evaluation {
    /// A condition of permit's own. It is evaluated already, because that costs less than a branch.
    fn built_in(&mut self, index: usize, holds: bool);

    /// A condition of the application's, which is evaluated only if the visitor needs the answer.
    fn condition(&mut self, index: usize, holds: impl FnOnce() -> bool);
}

/// Evaluates the conditions that the answer depends on, in order, and no others.
#[derive(Debug)]
pub(super) struct AsNeeded<'w> {
    words: &'w [u64],
    types: u64,
    pub(super) held: u32,
    pub(super) asked: u32,
}

impl<'w> AsNeeded<'w> {
    #[inline]
    pub(super) const fn new(words: &'w [u64], types: u64) -> Self {
        Self {
            words,
            types,
            held: 0,
            asked: 0,
        }
    }

    #[inline]
    pub(super) fn allows(&self) -> bool {
        truth_table::allows(self.words, self.types, self.held as usize)
    }
}

impl Evaluation for AsNeeded<'_> {
    #[inline]
    fn built_in(&mut self, index: usize, holds: bool) {
        self.asked |= 1 << index;
        self.held |= u32::from(holds) << index;
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

    #[inline]
    fn condition(&mut self, index: usize, holds: impl FnOnce() -> bool) {
        if self.unmet.is_none() && !holds() {
            self.unmet = Some(index);
        }
    }
}

/// Evaluates every condition.
#[derive(Debug, Default)]
pub(super) struct Every {
    pub(super) held: u32,
}

impl Evaluation for Every {
    fn built_in(&mut self, index: usize, holds: bool) {
        self.held |= u32::from(holds) << index;
    }

    fn condition(&mut self, index: usize, holds: impl FnOnce() -> bool) {
        self.built_in(index, holds());
    }
}
