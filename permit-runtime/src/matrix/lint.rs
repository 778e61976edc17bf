//! What lints look for, and what they find.

use core::{fmt, str::FromStr};

/// What [`Matrix::lint`](crate::matrix::Matrix::lint) looks for.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lint {
    /// Several actions on one type of context have the same cell for every user type. They may be one
    /// action, or one of them may have been copied and not finished.
    EqualTables,
    /// A user type may do every action, whatever the conditions are.
    MayEverything,
    /// A user type may do nothing. The anonymous one is left out: that is usual for it.
    MayNothing,
    /// An anonymous caller may do the action.
    OpenToAnonymous,
    /// A user type may do an action that changes something to every context, without any condition.
    ///
    /// This is a heuristic. An action changes something unless the first word of its key says otherwise:
    /// `browse`, `check`, `count`, `download`, `export`, `find`, `get`, `list`, `open`, `preview`, `print`, `read`,
    /// `search`, `see`, `show` or `view`. An action on `()` has no owner. User types that are `#[platform]` or
    /// `#[internal]` are staff and jobs, and are left out. Where there are no tenants, staff have no mark: say so by
    /// [`Lints::allow`](crate::matrix::Lints::allow) with the name of the user type.
    WriteWithoutOwnership,
    /// A flag that the application knows is the flag of no action, and no condition reads it. permit is told
    /// what the application knows by [`Lints::known_flags`](crate::matrix::Lints::known_flags).
    UnusedFlag,
    /// A rule names a condition, and the answer does not depend on it: `owner || (owner && fresh)`. A
    /// condition that no rule names is not seen.
    UnusedCondition,
    /// An exception is not needed, or is about what is not there.
    NeedlessException,
}

impl Lint {
    /// Each.
    pub const ALL: &'static [Self] = &[
        Self::EqualTables,
        Self::MayEverything,
        Self::MayNothing,
        Self::OpenToAnonymous,
        Self::WriteWithoutOwnership,
        Self::UnusedFlag,
        Self::UnusedCondition,
        Self::NeedlessException,
    ];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::EqualTables => "equal_tables",
            Self::MayEverything => "may_everything",
            Self::MayNothing => "may_nothing",
            Self::OpenToAnonymous => "open_to_anonymous",
            Self::WriteWithoutOwnership => "write_without_ownership",
            Self::UnusedFlag => "unused_flag",
            Self::UnusedCondition => "unused_condition",
            Self::NeedlessException => "needless_exception",
        }
    }

    /// Its level, unless an application says another one.
    #[must_use]
    pub const fn level(self) -> Level {
        match self {
            Self::UnusedCondition => Level::Deny,
            _ => Level::Warn,
        }
    }
}

/// `open_to_anonymous`
impl fmt::Display for Lint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Lint {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        let found = Self::ALL.iter().find(|lint| lint.name() == name);
        found
            .copied()
            .ok_or_else(|| UnknownName::of(name, "a lint"))
    }
}

/// What is done about what a [`Lint`] finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Nothing.
    Allow,
    /// It is told.
    Warn,
    /// It is told, and [`Lints::assert`](crate::matrix::Lints::assert) fails.
    Deny,
}

impl Level {
    const ALL: [Self; 3] = [Self::Allow, Self::Warn, Self::Deny];

    const fn name(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Warn => "warn",
            Self::Deny => "deny",
        }
    }
}

/// `warn`
impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Level {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        let found = Self::ALL.iter().find(|level| level.name() == name);
        found
            .copied()
            .ok_or_else(|| UnknownName::of(name, "a level"))
    }
}

/// A text that is not the name of a lint or of a level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName {
    name: String,
    what: &'static str,
}

impl UnknownName {
    fn of(name: &str, what: &'static str) -> Self {
        Self {
            name: name.to_owned(),
            what,
        }
    }
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not the name of {}", self.name, self.what)
    }
}

impl core::error::Error for UnknownName {}

/// What a lint found.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The lint.
    pub lint: Lint,
    /// What is done about it.
    pub level: Level,
    /// The keys of the actions and the names of the user types that it is about. An exception names one of
    /// them.
    pub about: Vec<String>,
    /// What it found.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

/// As the compiler prints it: `warn(open_to_anonymous): …` and a line of help.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}({}): {}", self.level, self.lint, self.message)?;
        write!(f, "  help: {}", self.help)
    }
}
