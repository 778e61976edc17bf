//! What a cell depends on.

use core::fmt;

use crate::matrix::quoted;

/// What a [`Cell`](crate::matrix::Cell) depends on. It prints as a cell has it: `flag("beta")`, `owner`,
/// `in_region(target)`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Premise {
    /// The flag with this key is on.
    Flag(String),
    /// The subject is the owner of the context, or of this part of it, if an operation names one.
    Owner(String),
    /// The action is granted to the subject on the context, or on this part of it.
    Granted(String),
    /// A condition of the application holds.
    Condition {
        /// Its name in the tables. If the catalogue has several functions with one name, the second is
        /// `name'2` in all of its actions.
        name: String,
        /// The part of the context that it is asked about. Empty for all of it, and for a condition on
        /// the caller alone.
        on: String,
    },
}

impl Premise {
    /// The name of the condition; `None` for a flag.
    #[must_use]
    pub fn condition(&self) -> Option<&str> {
        match self {
            Self::Flag(_) => None,
            Self::Owner(_) => Some("owner"),
            Self::Granted(_) => Some("granted"),
            Self::Condition { name, .. } => Some(name),
        }
    }
}

impl fmt::Display for Premise {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, on) = match self {
            Self::Flag(key) => return write!(f, "flag({})", quoted(key)),
            Self::Owner(on) => ("owner", on),
            Self::Granted(on) => ("granted", on),
            Self::Condition { name, on } => (name.as_str(), on),
        };
        if on.is_empty() {
            f.write_str(name)
        } else {
            write!(f, "{name}({on})")
        }
    }
}
