//! Roles: named sets of actions that customers give to people.

use core::fmt;

/// The roles that the code knows. Implemented by `#[derive(permit::Roles)]`.
///
/// A role is not a user type: a subject has user types by what it is to the platform, and it holds roles
/// because a customer of the application gave them to it. No function asks a principal for its roles,
/// because an action answers for each of them in its own table.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list of roles",
    note = "roles are an enum: write `#[derive(permit::Roles, Clone, Copy)]` above it"
)]
pub trait Roles: Copy + Send + Sync + 'static {
    /// Every role, in the order of declaration.
    const ALL: &'static [Self];

    /// What is known of each, in the same order.
    const INFO: &'static [RoleInfo];

    /// What tells it from another enum: its names and their order. A table carries that of the enum for
    /// which it was compiled.
    #[doc(hidden)]
    const FINGERPRINT: u64;

    /// The path of the enum in its crate, for a message of the compiler.
    #[doc(hidden)]
    const PATH: &'static str;

    /// The position in [`ALL`](Self::ALL). It never leaves the process: what is stored is a key.
    fn index(self) -> usize;

    /// Its key, its name and its description.
    #[must_use]
    fn info(self) -> &'static RoleInfo {
        const UNKNOWN: &RoleInfo = &RoleInfo::new("", "", "", &[]);
        Self::INFO.get(self.index()).unwrap_or(UNKNOWN)
    }

    /// The stable key: what databases and exports hold.
    #[must_use]
    fn key(self) -> &'static str {
        self.info().key()
    }
}

/// What is known of a role beside the actions that it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoleInfo {
    key: &'static str,
    name: &'static str,
    description: &'static str,
    was: &'static [&'static str],
}

impl RoleInfo {
    #[doc(hidden)]
    #[must_use]
    pub const fn new(
        key: &'static str,
        name: &'static str,
        description: &'static str,
        was: &'static [&'static str],
    ) -> Self {
        Self {
            key,
            name,
            description,
            was,
        }
    }

    /// The stable key: what databases and exports hold.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        self.key
    }

    /// The name, as it is declared.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The first paragraph of its documentation.
    #[must_use]
    pub const fn description(&self) -> &'static str {
        self.description
    }

    /// The keys that it had before: rows that were stored under them are rows of this role.
    #[must_use]
    pub const fn was(&self) -> &'static [&'static str] {
        self.was
    }
}

/// The roles of a catalogue whose head does not say `roles`: there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoRole {}

impl Roles for NoRole {
    const ALL: &'static [Self] = &[];
    const INFO: &'static [RoleInfo] = &[];
    const FINGERPRINT: u64 = 0;
    const PATH: &'static str = "";

    fn index(self) -> usize {
        match self {}
    }
}

impl fmt::Display for RoleInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}
