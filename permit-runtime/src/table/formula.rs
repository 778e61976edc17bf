//! Rules as formulas over conditions.

use crate::table::truth_table::HOLDS;

/// A rule being written: the `match` of a table computes its cells with this, at compile time and
/// independently of the literals that the macro wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Formula(u64);

impl Formula {
    /// The table's condition number `index`.
    #[must_use]
    pub const fn condition(index: usize) -> Self {
        #[expect(
            clippy::indexing_slicing,
            reason = "evaluated at compile time, where a seventh condition must not compile"
        )]
        Self(HOLDS[index])
    }

    /// Both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// One or both.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The cell.
    #[must_use]
    pub const fn cell(self) -> u64 {
        self.0
    }
}
