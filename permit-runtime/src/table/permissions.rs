//! The catalogue of a subject, as its tables.

use crate::{
    table::{Rule, Table},
    vocabulary::Subject,
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

    /// The same, as a type.
    #[doc(hidden)]
    type Tenancy;

    /// Whether it says `places`, as a type.
    #[doc(hidden)]
    type Placement;

    /// Its actions, as types.
    #[doc(hidden)]
    type Actions;
}
