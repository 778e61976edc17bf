//! The catalogue of a subject, as its tables.

use crate::{
    table::{Rule, Table},
    vocabulary::{Roles, Subject, UserTypes},
};

/// The catalogue of a subject: every action with its table. Written by `permit::permissions!`, once.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no catalogue",
    label = "no action is listed for it",
    note = "write `permit::permissions! {{ <{Self}: UserType> ... }}`"
)]
pub trait Permissions: Subject {
    /// Every action with its table, in the order of the catalogue.
    const ACTIONS: &'static [Table<Self::UserType>];

    /// For each action, in the same order, the exhaustive `match` over its rows. A program that does not
    /// ask for it does not carry it.
    #[doc(hidden)]
    const RULES: &'static [fn(Self::UserType) -> Rule];

    /// Whether it says `tenants`: then a context may belong to another tenant.
    #[doc(hidden)]
    const TENANTS: bool;

    /// The types of context that it hides.
    #[doc(hidden)]
    const HIDDEN: &'static [Hidden] = &[];

    /// Whether it says `tenants`, as a type.
    #[doc(hidden)]
    type Tenancy;

    /// Whether it says `places`, as a type.
    #[doc(hidden)]
    type Placement;

    /// The enum of its roles, or [`NoRole`](crate::catalogue::NoRole) if its head does not say `roles`.
    type Role: Roles;

    /// For each action, in the order of the catalogue, the exhaustive `match` over its roles, which takes the
    /// index of a role.
    #[doc(hidden)]
    const HELD: &'static [fn(usize) -> bool] = &[];

    /// For each role, in the order of declaration, the user types whose subjects hold it by default: one
    /// bit for each.
    #[doc(hidden)]
    const DEFAULT_ROLES: &'static [u64] = &[];

    /// The roles that a subject of these user types holds, unless its tenant says otherwise: those that
    /// the code marks `#[default_for(…)]`.
    fn default_roles(types: UserTypes<Self::UserType>) -> impl Iterator<Item = Self::Role> {
        let roles = Self::Role::ALL.iter().zip(Self::DEFAULT_ROLES);
        roles
            .filter(move |(_, holders)| !types.within(**holders).is_empty())
            .map(|(role, _)| *role)
    }

    /// Its actions, as types.
    #[doc(hidden)]
    type Actions;
}

/// A type of context that a catalogue hides: `hide Item by ViewItem;`.
#[cfg_attr(
    not(feature = "matrix"),
    expect(dead_code, reason = "only the matrix reads it")
)]
#[derive(Clone, Copy, Debug)]
pub struct Hidden {
    pub(crate) context: &'static str,
    pub(crate) views: &'static [(&'static str, &'static str)],
}

impl Hidden {
    /// The type as it is written, and the keys of the actions by which one is seen, each with the part of the
    /// context that it is decided on.
    #[must_use]
    pub const fn new(
        context: &'static str,
        views: &'static [(&'static str, &'static str)],
    ) -> Self {
        Self { context, views }
    }
}
