//! What an action's table says, as the macros compiled it.

use core::fmt;

use crate::{
    Subject, UserType, UserTypes,
    truth::{self, Formula},
};

/// An action with its table: one row of the permission matrix for each user type.
///
/// Written by the macros; the catalogue of a subject,
/// [`Permissions::ACTIONS`](crate::Permissions::ACTIONS), holds one for each action.
#[non_exhaustive]
#[derive(Debug)]
pub struct Table<T: 'static> {
    /// The stable key: what databases, exports and URLs hold.
    pub key: &'static str,
    /// The action's name in the code.
    pub name: &'static str,
    /// The first paragraph of its documentation.
    pub description: &'static str,
    /// Its feature flag.
    pub flag: Option<&'static str>,
    /// The conditions that its rules are made of, in the order of their bits.
    pub conditions: &'static [ConditionInfo],
    /// The conditions that have to hold in every row.
    pub requirements: &'static [ConditionInfo],
    /// Of an operation the permissions that it needs, each with its index in the catalogue. It has
    /// no rows of its own.
    pub(crate) parts: &'static [(&'static Self, usize)],
    /// Whether nobody does it as somebody else.
    pub never_impersonated: bool,
    /// For each combination of `conditions`, the user types that are allowed in it: one bit for
    /// each, by its index. Bit `i` of a combination's number says whether condition `i` holds.
    pub allowed: &'static [u64],
    /// The rule of a user type, without its line.
    rule: fn(T) -> Rule,
    /// For each user type, by its index, the line of its row.
    lines: &'static [u32],
    /// The module in which it is declared.
    pub module: &'static str,
    /// The file in which it is declared.
    pub file: &'static str,
    /// The line of its name there.
    pub line: u32,
}

impl<T: UserType> Table<T> {
    /// What the macros write; [`flagged`](Self::flagged), [`under`](Self::under) and
    /// [`requiring`](Self::requiring) add what an action may do without.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(
        [key, name, description]: [&'static str; 3],
        (allowed, lines): (&'static [u64], &'static [u32]),
        rule: fn(T) -> Rule,
        (module, file, line): (&'static str, &'static str, u32),
    ) -> Self {
        Self {
            key,
            name,
            description,
            flag: None,
            conditions: &[],
            requirements: &[],
            parts: &[],
            never_impersonated: false,
            allowed,
            lines,
            rule,
            module,
            file,
            line,
        }
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn flagged(mut self, flag: &'static str) -> Self {
        self.flag = Some(flag);
        self
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn under(mut self, conditions: &'static [ConditionInfo]) -> Self {
        self.conditions = conditions;
        self
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn requiring(mut self, requirements: &'static [ConditionInfo]) -> Self {
        self.requirements = requirements;
        self
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn operating(mut self, parts: &'static [(&'static Self, usize)]) -> Self {
        self.parts = parts;
        self
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn never_impersonated(mut self) -> Self {
        self.never_impersonated = true;
        self
    }

    /// Of an operation the permissions that it needs.
    pub fn parts(&self) -> impl Iterator<Item = &'static Self> {
        self.parts.iter().map(|(part, _)| *part)
    }

    /// The cell of a user type: its truth table over `conditions`, one bit for each combination.
    pub(crate) fn cell(&self, user_type: T) -> u64 {
        truth::union(self.allowed, UserTypes::from(user_type).bits())
    }

    /// The rule of a user type, as it is written.
    #[must_use]
    pub fn rule(&self, user_type: T) -> Rule {
        Rule {
            line: self.lines.get(user_type.index()).copied().unwrap_or(0),
            ..(self.rule)(user_type)
        }
    }

    /// The flags that a decision about this action may ask for.
    pub(crate) fn flags(&self) -> impl Iterator<Item = &'static str> {
        let conditions = self.conditions.iter().chain(self.requirements);
        self.flag
            .into_iter()
            .chain(conditions.flat_map(|one| one.flags.iter().copied()))
    }
}

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

    /// Of an operation: `text` names the permissions whose rules are `parts`.
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

    const fn over(conditions: &'static str, cell: u64) -> Self {
        Self {
            conditions,
            cell,
            line: 0,
        }
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

    /// The line in which it stands, in the [`file`](Table::file) of its table.
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

/// A condition as explanations, refusals and matrices name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConditionInfo {
    /// Its name in the tables.
    pub name: &'static str,
    /// The public reason code that a caller may be told when it does not hold.
    pub says: Option<&'static str>,
    /// The flags that it reads.
    pub flags: &'static [&'static str],
}

impl ConditionInfo {
    /// The built-in condition of this name.
    #[doc(hidden)]
    #[must_use]
    pub const fn built_in(name: &'static str) -> Self {
        Self {
            name,
            says: None,
            flags: &[],
        }
    }
}

/// The table of an action of subject `S`.
pub(crate) type TableOf<S> = Table<<S as Subject>::UserType>;
