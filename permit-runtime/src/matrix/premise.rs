//! What a cell depends on.

use core::fmt;

use crate::{
    matrix::quoted,
    vocabulary::{ConditionInfo, Needs},
};

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
        /// Its name in the tables. If several functions with one name are conditions of one action, the
        /// second is `name'2`.
        name: String,
        /// The part of the context that it is asked about. Empty for all of it, and for a condition on
        /// the caller alone.
        on: String,
    },
}

impl Premise {
    /// Those of the conditions of one action, in their order.
    pub(super) fn each(conditions: &[ConditionInfo], on: &str) -> Vec<Self> {
        let each = conditions.iter().enumerate().map(|(index, one)| {
            let before = conditions.iter().take(index);
            let same = before.filter(|other| other.name == one.name).count();
            Self::of(one, same, on)
        });
        each.collect()
    }

    /// `same` is the number of conditions before it that have its name.
    fn of(condition: &ConditionInfo, same: usize, on: &str) -> Self {
        let on = match condition.needs {
            Needs::ContextAndId => return Self::Owner(on.to_owned()),
            Needs::Grants => return Self::Granted(on.to_owned()),
            Needs::Context => on,
            Needs::Caller(_) => "",
        };
        let name = match same {
            0 => condition.name.to_owned(),
            same => format!("{}'{}", condition.name, same + 1),
        };
        Self::Condition {
            name,
            on: on.to_owned(),
        }
    }

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
