//! What a row is for: a user type, or a role.

use syn::Path;

/// What the command fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    UserType,
    Role,
}

impl Kind {
    pub(crate) const fn one(self) -> &'static str {
        match self {
            Self::UserType => "user type",
            Self::Role => "role",
        }
    }

    pub(crate) const fn many(self) -> &'static str {
        match self {
            Self::UserType => "user types",
            Self::Role => "roles",
        }
    }

    /// The derive of the enum.
    pub(crate) const fn derive(self) -> &'static str {
        match self {
            Self::UserType => "UserType",
            Self::Role => "Roles",
        }
    }

    /// The attribute of a derived action that contains the rows.
    pub(crate) const fn attribute(self) -> &'static str {
        match self {
            Self::UserType => "permissions",
            Self::Role => "roles",
        }
    }

    /// The rule in the rows that the compiler proposes.
    const fn nothing(self) -> &'static str {
        match self {
            Self::UserType => "deny",
            Self::Role => "withhold",
        }
    }

    /// The action whose table has no row for `name`, if that is what `message` of the compiler says.
    pub(crate) fn action<'a>(self, message: &'a str, name: &str) -> Option<&'a str> {
        let mut lines = message.lines();
        let before = match self {
            Self::UserType => "the table of `",
            Self::Role => "`",
        };
        let (action, rest) = lines.next()?.strip_prefix(before)?.split_once('`')?;
        let rest = rest.strip_prefix(" does not say what ")?;
        let (_, said) = rest.split_once(" of the ")?;
        let (_, said) = said.split_once(' ')?;
        if !said.starts_with(self.many()) {
            return None;
        }
        let end = format!(" => {},", self.nothing());
        let mut rows = lines.filter_map(|line| line.trim().strip_suffix(&end));
        rows.any(|row| row == name).then_some(action)
    }

    pub(crate) fn is_derived_by(self, path: &Path) -> bool {
        let last = path.segments.last();
        last.is_some_and(|one| one.ident == self.derive())
    }
}
