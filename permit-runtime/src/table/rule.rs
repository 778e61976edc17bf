//! One cell of a table, as it is written.

use core::fmt;

use crate::table::Formula;

/// One cell of a table, as it is written: `deny`, `allow` or `allow if CONDITIONS`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    conditions: &'static str,
    cell: u64,
    line: u32,
}

impl Rule {
    #[doc(hidden)]
    pub const DENY: Self = Self::over("", 0);

    #[doc(hidden)]
    pub const ALLOW: Self = Self::over("", !0);

    /// The rule of an operation: `text` names the actions whose rules are `parts`.
    #[doc(hidden)]
    #[must_use]
    pub const fn all_of(text: &'static str, parts: &[Self]) -> Self {
        let mut left = parts;
        let mut always = true;
        while let Some((part, rest)) = left.split_first() {
            if part.is_deny() {
                return Self::DENY;
            }
            always &= part.is_allow();
            left = rest;
        }
        if always {
            return Self::ALLOW;
        }
        Self::over(text, Formula::condition(0).cell())
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn allow_if(conditions: &'static str, formula: Formula) -> Self {
        Self::over(conditions, formula.cell())
    }

    /// The rule with this cell, and its conditions as they are written.
    pub(super) const fn over(conditions: &'static str, cell: u64) -> Self {
        Self {
            conditions,
            cell,
            line: 0,
        }
    }

    /// The same, written in this line.
    pub(super) const fn at(mut self, line: u32) -> Self {
        self.line = line;
        self
    }

    /// Whether it can never allow.
    #[must_use]
    pub const fn is_deny(self) -> bool {
        self.cell == 0
    }

    /// Whether it always allows.
    #[must_use]
    pub const fn is_allow(self) -> bool {
        self.cell == !0
    }

    /// The conditions as they are written, empty when there is none.
    #[must_use]
    pub const fn conditions(self) -> &'static str {
        self.conditions
    }

    /// The line in which it stands, in the [`file`](crate::catalogue::Table::file) of its table.
    #[must_use]
    pub const fn line(self) -> u32 {
        self.line
    }

    pub(crate) const fn cell(self) -> u64 {
        self.cell
    }
}

/// `deny`, `allow` or `allow if owner && in_region`.
impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.is_deny(), self.conditions) {
            (true, _) => f.write_str("deny"),
            (false, "") => f.write_str("allow"),
            (false, conditions) => write!(f, "allow if {conditions}"),
        }
    }
}
