//! What guards an endpoint, as data.

use core::fmt;

/// What guards an endpoint. What reads it answers for each variant, so it is exhaustive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guarded {
    /// The action with this key: the handler runs only if it is allowed.
    Allows(&'static str),
    /// The handler itself has to check the action with this key. The guard refuses only a caller that
    /// could never be allowed.
    Asks(&'static str),
    /// The handler itself has to query only the rows on which the action with this key is allowed. The
    /// guard refuses only a caller that could never be allowed.
    Lists(&'static str),
    /// Any known caller.
    SignedIn,
    /// Nothing, and the reason.
    Unguarded(&'static str),
    /// A router or service of the framework, about which permit knows nothing, and the reason.
    Opaque(&'static str),
}

impl Guarded {
    /// The key of the action that is asked for, by the guard or by the handler itself.
    #[must_use]
    pub const fn action(self) -> Option<&'static str> {
        match self {
            Self::Allows(key) | Self::Asks(key) | Self::Lists(key) => Some(key),
            Self::SignedIn | Self::Unguarded(_) | Self::Opaque(_) => None,
        }
    }
}

impl fmt::Display for Guarded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Allows(key) => write!(f, "allows {key}"),
            Self::Asks(key) => write!(f, "asks {key}"),
            Self::Lists(key) => write!(f, "lists {key}"),
            Self::SignedIn => f.write_str("signed in"),
            Self::Unguarded(reason) => write!(f, "unguarded: {reason}"),
            Self::Opaque(reason) => write!(f, "opaque: {reason}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Guarded;

    #[test]
    fn each_guard_that_asks_for_an_action_names_it() {
        let guards = [
            Guarded::Allows("edit_item"),
            Guarded::Asks("edit_item"),
            Guarded::Lists("edit_item"),
        ];
        assert_eq!(guards.map(Guarded::action), [Some("edit_item"); 3]);
        let others = [
            Guarded::SignedIn,
            Guarded::Unguarded("a reason"),
            Guarded::Opaque("a reason"),
        ];
        assert_eq!(others.map(Guarded::action), [None; 3]);
    }
}
