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

    /// The types of context that it hides.
    #[doc(hidden)]
    const HIDDEN: &'static [Hidden] = &[];

    /// Whether it says `tenants`, as a type.
    #[doc(hidden)]
    type Tenancy;

    /// Whether it says `places`, as a type.
    #[doc(hidden)]
    type Placement;

    /// Its actions, as types.
    #[doc(hidden)]
    type Actions;
}

/// A type of context that a catalogue hides: `hide Item by ViewItem;`.
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
