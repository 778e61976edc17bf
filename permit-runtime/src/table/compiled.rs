//! The table of one action, and the words that a decision reads.

use crate::{
    table::{Rule, Words, truth_table},
    vocabulary::{AskedEarly, ConditionInfo, Subject, UserType, UserTypes},
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
    /// What may be known of both before there is a context.
    pub(crate) asked_early: AskedEarly,
    /// The actions that an operation needs, each with its index in the catalogue. An operation has
    /// no rows of its own.
    pub(crate) parts: &'static [(&'static Self, usize)],
    /// Whether an impersonated principal is always denied.
    pub never_impersonated: bool,
    /// The words of the code: for each combination of `conditions`, the user types that are allowed
    /// in it, one bit for each by its index. Bit `i` of a combination's number says whether condition
    /// `i` holds. Private, so that no reader forgets what a policy has changed: see
    /// [`words`](Self::words).
    allowed: &'static [u64],
    /// The rule of a user type, without its line.
    rule: fn(T) -> Rule,
    /// For each user type, by its index, the line of its row.
    lines: &'static [u32],
    /// The fingerprint of the enum whose numbers `allowed` and `lines` are.
    pub(crate) fingerprint: u64,
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
        (allowed, lines, fingerprint): (&'static [u64], &'static [u32], u64),
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
            asked_early: AskedEarly::of(&[]),
            parts: &[],
            never_impersonated: false,
            allowed,
            lines,
            fingerprint,
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
        self.asked_early = self.asked_early.and(AskedEarly::of(conditions));
        self
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn requiring(mut self, requirements: &'static [ConditionInfo]) -> Self {
        self.requirements = requirements;
        self.asked_early = self.asked_early.and(AskedEarly::of(requirements));
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

    /// The actions that an operation needs; none for any other action.
    pub fn parts(&self) -> impl Iterator<Item = &'static Self> {
        self.parts.iter().map(|(part, _)| *part)
    }

    /// The keys of the actions that a consent to it names: its own, or those of the actions that an operation
    /// needs.
    pub(crate) fn consented_keys(&self) -> Vec<&'static str> {
        if self.is_operation() {
            self.parts().flat_map(Self::consented_keys).collect()
        } else {
            vec![self.key]
        }
    }

    /// Whether it is an operation, which has no rows of its own.
    pub(crate) const fn is_operation(&self) -> bool {
        !self.parts.is_empty()
    }

    /// How many combinations its conditions have: as many words as it has.
    #[inline]
    pub(crate) const fn combinations(&self) -> usize {
        1 << self.conditions.len()
    }

    /// The words in force: those of the policy that a principal is bound to, else the code's; `None` if
    /// the policy has none. Every reader of a table asks here.
    #[inline]
    pub(crate) fn words<'w, S: Subject<UserType = T>>(
        &'w self,
        policy: Option<&'w Words<S>>,
        index: usize,
    ) -> Option<&'w [u64]> {
        match policy {
            None => Some(self.allowed),
            Some(words) => words.of(self, index),
        }
    }

    /// The words of the code, for a policy that starts from them.
    pub(super) const fn of_code(&self) -> &'static [u64] {
        self.allowed
    }

    /// Compares each cell with the rule of the exhaustive `match`, and returns how many it compared.
    ///
    /// # Panics
    ///
    /// When a cell and its rule differ.
    pub(crate) fn verify(&self) -> usize {
        assert!(
            self.allowed.len() == self.combinations(),
            "the table of `{}` has {} words for {} conditions",
            self.name,
            self.allowed.len(),
            self.conditions.len(),
        );
        let combinations = truth_table::combinations(self.allowed.len());
        for user_type in T::ALL {
            let rule = self.rule(*user_type);
            let cell = truth_table::union(self.allowed, UserTypes::from(*user_type).bits());
            assert!(
                cell == rule.cell() & combinations,
                "the table of `{}` says `{rule}` for `{}`, and its cell says otherwise",
                self.name,
                user_type.name(),
            );
        }
        T::ALL.len()
    }

    /// The rule of a user type, as it is written.
    #[must_use]
    pub fn rule(&self, user_type: T) -> Rule {
        let line = self.lines.get(user_type.index()).copied().unwrap_or(0);
        (self.rule)(user_type).at(line)
    }

    /// The flags that a decision about this action may read.
    pub(crate) fn flags(&self) -> impl Iterator<Item = &'static str> {
        let conditions = self.conditions.iter().chain(self.requirements);
        self.flag
            .into_iter()
            .chain(conditions.flat_map(|one| one.flags.iter().copied()))
    }
}

/// The table of an action of subject `S`.
pub(crate) type TableOf<S> = Table<<S as Subject>::UserType>;
