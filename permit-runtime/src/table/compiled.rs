//! The table of one action, and the words that a decision reads.

use core::{fmt, marker::PhantomData};

use crate::{
    table::{Rule, Terms, Words, terms::Parts, truth_table, written::Written},
    vocabulary::{AskedEarly, ConditionInfo, Roles, Subject, UserType, UserTypes},
};

/// An action with its table: one row of the permission matrix for each user type.
///
/// Written by the macros; the catalogue of a subject,
/// [`Permissions::ACTIONS`](crate::Permissions::ACTIONS), holds one for each action.
pub struct Table<T: 'static> {
    /// The words of the code: for each combination of `conditions`, the user types that are allowed
    /// in it, one bit for each by its index. Bit `i` of a combination's number says whether condition
    /// `i` holds. Private, so that no reader forgets what a policy has changed: see
    /// [`words`](Self::words).
    allowed: &'static [u64],
    written: Written,
    terms: &'static Terms<T>,
    of: PhantomData<fn(T)>,
}

impl<T> Table<T> {
    /// What the macros write: the words, what the table says in words with the length of its key and the
    /// line of its name, the exhaustive `match`, and the terms.
    ///
    /// The `match` is named so that rustc compares its type. It is not kept: it is found by the type of the
    /// action, so that a program that does not ask for it does not carry it.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(
        allowed: &'static [u64],
        (text, key, line): (&'static str, u32, u32),
        _: fn(T) -> Rule,
        terms: &'static Terms<T>,
    ) -> Self {
        Self {
            allowed,
            written: Written::new(text, key, line),
            terms,
            of: PhantomData,
        }
    }

    /// The stable key: what databases, exports and URLs hold.
    #[must_use]
    #[inline]
    pub const fn key(&self) -> &'static str {
        self.written.key()
    }

    /// The action's name in the code.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.written.line_at(1)
    }

    /// The first paragraph of its documentation.
    #[must_use]
    pub const fn description(&self) -> &'static str {
        self.written.line_at(2)
    }

    /// The type of its context, as it is written: `Item`, or `()`.
    #[must_use]
    pub const fn context(&self) -> &'static str {
        self.written.line_at(3)
    }

    /// Its feature flag.
    #[must_use]
    #[inline]
    pub const fn flag(&self) -> Option<&'static str> {
        self.terms.flag
    }

    /// The conditions that its rules are made of, in the order of their bits.
    #[must_use]
    #[inline]
    pub const fn conditions(&self) -> &'static [ConditionInfo] {
        self.terms.conditions
    }

    /// The conditions that have to hold in every row.
    #[must_use]
    #[inline]
    pub const fn requirements(&self) -> &'static [ConditionInfo] {
        self.terms.requirements
    }

    /// Whether an impersonated principal is always denied.
    #[must_use]
    pub const fn never_impersonated(&self) -> bool {
        self.terms.never_impersonated
    }

    /// Whether no operator opens it and no tenant blocks it.
    #[must_use]
    pub const fn fixed(&self) -> bool {
        self.terms.fixed
    }

    /// The keys that it had before: rows that were stored under them are rows of this action.
    #[must_use]
    pub const fn was(&self) -> &'static [&'static str] {
        self.terms.was
    }

    /// Whether one of its rows says `granted`, so that roles can hold it.
    #[must_use]
    pub const fn is_granted(&self) -> bool {
        self.terms.roles.is_some()
    }

    /// Whether `role` holds it, as the code says.
    #[must_use]
    pub fn is_held_by<R: Roles>(&self, role: R) -> bool {
        let bit = u32::try_from(role.index()).ok();
        let bit = bit.and_then(|index| 1_u64.checked_shl(index));
        bit.is_some_and(|bit| self.held_by() & bit != 0)
    }

    /// The roles that hold it, one bit for each by its index.
    pub(crate) const fn held_by(&self) -> u64 {
        match self.terms.roles {
            Some(held) => held.roles,
            None => 0,
        }
    }

    /// The fingerprint of the enum of roles for which it was compiled; `None` if no role can hold it.
    pub(super) const fn fingerprint_of_roles(&self) -> Option<u64> {
        match self.terms.roles {
            Some(held) => Some(held.fingerprint),
            None => None,
        }
    }

    /// The module in which it is declared.
    #[must_use]
    pub const fn module(&self) -> &'static str {
        self.terms.module
    }

    /// The file in which it is declared.
    #[must_use]
    pub const fn file(&self) -> &'static str {
        self.terms.file
    }

    /// The line of its name there.
    #[must_use]
    pub const fn line(&self) -> u32 {
        self.written.line
    }

    /// The actions that an operation needs; none for any other action.
    pub fn parts(&self) -> impl Iterator<Item = &'static Self> {
        self.indexed_parts().map(|(part, ..)| part)
    }

    /// The same, each with the part of the context that it is decided on: `target`, or nothing for all of
    /// the context.
    pub fn parts_on(&self) -> impl Iterator<Item = (&'static Self, &'static str)> {
        self.indexed_parts().map(|(part, _, on)| (part, on))
    }

    /// The same, each with its index in the catalogue too.
    pub(crate) fn indexed_parts(
        &self,
    ) -> impl Iterator<Item = (&'static Self, usize, &'static str)> + use<T> {
        self.terms.parts.iter().flat_map(Parts::indexed)
    }

    /// What may be known of its conditions before there is a context.
    #[inline]
    pub(crate) const fn asked_early(&self) -> AskedEarly {
        self.terms.asked_early
    }

    /// The fingerprint of the enum for which it was compiled.
    pub(crate) const fn fingerprint(&self) -> u64 {
        self.terms.fingerprint
    }

    /// Whether it is an operation, which has no rows of its own.
    #[inline]
    pub(crate) const fn is_operation(&self) -> bool {
        self.terms.parts.is_some()
    }

    /// How many combinations its conditions have: as many words as it has.
    #[inline]
    pub(crate) const fn combinations(&self) -> usize {
        1 << self.terms.conditions.len()
    }

    /// The keys of the actions that a consent to it names: its own, or those of the actions that an operation
    /// needs.
    pub(crate) fn consented_keys(&self) -> Vec<&'static str> {
        if self.is_operation() {
            self.parts().flat_map(Self::consented_keys).collect()
        } else {
            vec![self.key()]
        }
    }

    /// The words of the code, for a policy that starts from them.
    pub(super) const fn of_code(&self) -> &'static [u64] {
        self.allowed
    }

    /// The flags that a decision about this action may read.
    pub(crate) fn flags(&self) -> impl Iterator<Item = &'static str> {
        let conditions = self.conditions().iter().chain(self.requirements());
        self.flag()
            .into_iter()
            .chain(conditions.flat_map(|one| one.flags.iter().copied()))
    }
}

impl<T: UserType> Table<T> {
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
            Some(words) => words.of(self.combinations(), index),
        }
    }

    /// The rule of a user type, as it is written.
    #[must_use]
    pub fn rule(&self, user_type: T) -> Rule {
        if self.is_operation() {
            let parts: Vec<_> = self.parts().map(|part| part.rule(user_type)).collect();
            return Rule::all_of(self.written.conditions(1), &parts);
        }
        let row = self.written.row(user_type.index());
        let cell = truth_table::union(self.allowed, UserTypes::from(user_type).bits());
        let cell = truth_table::repeated(cell, self.allowed.len());
        Rule::over(row.conditions, cell).at(row.line)
    }

    /// Compares each row with `rule`, the exhaustive `match`: its words, by which decisions are made, and
    /// its text, which explanations show. Returns how many cells it compared; an operation has none.
    ///
    /// # Panics
    ///
    /// When they differ.
    pub(crate) fn verify(&self, rule: fn(T) -> Rule) -> usize {
        assert!(
            self.allowed.len() == self.combinations(),
            "the table of `{}` has {} words for {} conditions",
            self.name(),
            self.allowed.len(),
            self.conditions().len(),
        );
        for user_type in T::ALL {
            let rule = rule(*user_type);
            let shown = self.rule(*user_type);
            let (name, user_type) = (self.name(), user_type.name());
            assert!(
                shown.cell() == rule.cell(),
                "the table of `{name}` says `{rule}` for `{user_type}`, and its words say otherwise",
            );
            assert!(
                shown.conditions() == rule.conditions(),
                "the table of `{name}` says `{rule}` for `{user_type}`, and explanations show `{shown}`",
            );
        }
        if self.is_operation() { 0 } else { T::ALL.len() }
    }

    /// Compares the roles that hold it with `held`, the exhaustive `match` over them.
    ///
    /// # Panics
    ///
    /// When they differ.
    pub(crate) fn verify_roles<R: Roles>(&self, held: fn(usize) -> bool) {
        for role in R::ALL {
            let info = role.info();
            assert!(
                self.is_held_by(*role) == held(role.index()),
                "the rows of `{}` say otherwise of role `{info}` than its words",
                self.name(),
            );
        }
    }
}

/// Its name and where it stands.
impl<T> fmt::Debug for Table<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Table")
            .field("name", &self.name())
            .field("file", &self.file())
            .field("line", &self.line())
            .finish_non_exhaustive()
    }
}

/// The table of an action of subject `S`.
pub(crate) type TableOf<S> = Table<<S as Subject>::UserType>;
