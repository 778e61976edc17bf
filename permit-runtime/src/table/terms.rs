//! What an action is decided under, beside its rows.

use core::fmt;

use crate::{
    table::{Permissions, Table},
    vocabulary::{AskedEarly, ConditionInfo},
};

/// What an action is decided under, beside its rows, and where it is declared.
///
/// Many actions of a module have the same. It is a constant of its own, because the compiler keeps equal
/// constants once.
pub struct Terms<T: 'static> {
    pub(super) flag: Option<&'static str>,
    pub(super) conditions: &'static [ConditionInfo],
    pub(super) requirements: &'static [ConditionInfo],
    pub(super) parts: Option<Parts<T>>,
    pub(super) asked_early: AskedEarly,
    pub(super) never_impersonated: bool,
    pub(super) fixed: bool,
    pub(super) was: &'static [&'static str],
    pub(super) roles: Option<Held>,
    pub(super) fingerprint: u64,
    pub(super) module: &'static str,
    pub(super) file: &'static str,
}

/// What the macros write.
impl<T> Terms<T> {
    /// Those of an action that is declared in this module and file, for the enum with this fingerprint.
    #[must_use]
    pub const fn new(fingerprint: u64, module: &'static str, file: &'static str) -> Self {
        Self {
            flag: None,
            conditions: &[],
            requirements: &[],
            parts: None,
            asked_early: AskedEarly::of(&[]),
            never_impersonated: false,
            fixed: false,
            was: &[],
            roles: None,
            fingerprint,
            module,
            file,
        }
    }

    /// With a feature flag.
    #[must_use]
    pub const fn flagged(mut self, flag: &'static str) -> Self {
        self.flag = Some(flag);
        self
    }

    /// With the conditions of its rows, in the order of their bits.
    #[must_use]
    pub const fn under(mut self, conditions: &'static [ConditionInfo]) -> Self {
        self.conditions = conditions;
        self.asked_early = self.asked_early.and(AskedEarly::of(conditions));
        self
    }

    /// With the conditions that have to hold in every row.
    #[must_use]
    pub const fn requiring(mut self, requirements: &'static [ConditionInfo]) -> Self {
        self.requirements = requirements;
        self.asked_early = self.asked_early.and(AskedEarly::of(requirements));
        self
    }

    /// With the actions that an operation needs, by their indices in the catalogue of `S`, and with the part of
    /// the context that each is decided on.
    #[must_use]
    pub const fn operating<S: Permissions<UserType = T>>(
        mut self,
        parts: &'static [(usize, &'static str)],
    ) -> Self {
        self.parts = Some(Parts {
            parts,
            catalogue: || S::ACTIONS,
        });
        self
    }

    /// Never for an impersonated principal.
    #[must_use]
    pub const fn never_impersonated(mut self) -> Self {
        self.never_impersonated = true;
        self
    }

    /// Never opened by an operator, nor blocked by a tenant.
    #[must_use]
    pub const fn fixed(mut self) -> Self {
        self.fixed = true;
        self
    }

    /// With the keys that it had before.
    #[must_use]
    pub const fn was(mut self, keys: &'static [&'static str]) -> Self {
        self.was = keys;
        self
    }

    /// Held by these roles, one bit for each, of the enum with this fingerprint.
    #[must_use]
    pub const fn held(mut self, roles: u64, fingerprint: u64) -> Self {
        self.roles = Some(Held { roles, fingerprint });
        self
    }
}

/// The roles that hold an action.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held {
    /// One bit for each role, by its index.
    pub(super) roles: u64,
    /// That of the enum of roles for which it was compiled.
    pub(super) fingerprint: u64,
}

/// The actions that an operation needs. The catalogue is a function, because the operation is a part of it.
pub(super) struct Parts<T: 'static> {
    parts: &'static [(usize, &'static str)],
    catalogue: fn() -> &'static [Table<T>],
}

impl<T> Parts<T> {
    /// Each with its index in the catalogue, and the part of the context that it is decided on.
    pub(super) fn indexed(
        &self,
    ) -> impl Iterator<Item = (&'static Table<T>, usize, &'static str)> + use<T> {
        let catalogue = (self.catalogue)();
        let parts = self.parts.iter();
        parts.filter_map(|(index, on)| Some((catalogue.get(*index)?, *index, *on)))
    }
}

impl<T> fmt::Debug for Terms<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Terms").finish_non_exhaustive()
    }
}
