//! The roles of an action.

use proc_macro2::TokenStream;
use syn::{LitInt, Path};

use super::{Name, Row, UserTypes};

/// The rows of roles, as they are written.
pub(crate) struct RoleTable {
    /// What errors underline: the attribute, or the word `roles`.
    pub(crate) place: TokenStream,
    /// The enum of roles.
    pub(crate) enumeration: Path,
    pub(crate) rows: Vec<Row<Hold>>,
}

/// Whether the roles of a row hold the action.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hold {
    Grant,
    Withhold,
    /// Unreadable, and already reported. It counts as a row.
    Broken,
}

/// The enums that a table answers for.
#[derive(Clone, Copy)]
pub(crate) struct Enums<'a> {
    pub(crate) user_types: &'a UserTypes,
    /// `None` where no roles are named.
    pub(crate) roles: Option<&'a RoleList>,
}

/// The roles of the enum, as its derive names them.
pub(crate) struct RoleList {
    /// Whether the enum has no errors. If it has, its tables are not checked for completeness.
    pub(crate) sound: bool,
    /// What tells the enum from another one: its numbers are not those of another enum.
    pub(crate) fingerprint: LitInt,
    pub(crate) all: Vec<Name>,
    /// In the same order, the user types whose subjects hold the role by default.
    pub(crate) defaults: Vec<Vec<Name>>,
}
