//! Conditions as explanations, refusals and matrices name them.

use core::{any::Any, fmt};

/// A condition as explanations, refusals and matrices name it.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConditionInfo {
    /// Its name in the tables.
    pub name: &'static str,
    /// The public reason code that a caller may be told when the condition does not hold.
    pub says: Option<&'static str>,
    /// The flags that the condition reads.
    pub flags: &'static [&'static str],
    /// The module of its function, which tells it from another condition of this name. Empty if nothing is
    /// known of it.
    pub(crate) module: &'static str,
    pub(crate) needs: Needs,
}

/// What a condition needs to know.
#[derive(Clone, Copy)]
pub(crate) enum Needs {
    /// The context, or the action too.
    Context,
    /// The context, and the id of the subject: it does not hold for a subject without one.
    ContextAndId,
    /// What the caller was granted, and the context.
    Grants,
    /// The caller alone.
    Caller(OfCaller),
}

/// A condition on the caller alone, asked with the principal and its subject. `None` when it is about
/// subjects of another type, or about nothing that is known without its types.
pub(crate) type OfCaller = fn(principal: &dyn Any, subject: &dyn Any) -> Option<bool>;

impl ConditionInfo {
    /// The condition of this name, with its public reason code and the flags that it reads.
    #[must_use]
    pub const fn new(
        name: &'static str,
        says: Option<&'static str>,
        flags: &'static [&'static str],
    ) -> Self {
        Self {
            name,
            says,
            flags,
            module: "",
            needs: Needs::Context,
        }
    }

    /// The same, of a function in this module.
    #[doc(hidden)]
    #[must_use]
    pub const fn declared_in(self, module: &'static str) -> Self {
        Self { module, ..self }
    }

    /// The built-in condition `owner`.
    #[doc(hidden)]
    #[must_use]
    pub const fn owner() -> Self {
        Self {
            needs: Needs::ContextAndId,
            ..Self::new("owner", None, &[])
        }
    }

    /// The built-in condition `granted`.
    #[doc(hidden)]
    #[must_use]
    pub const fn granted() -> Self {
        Self {
            needs: Needs::Grants,
            ..Self::new("granted", None, &[])
        }
    }

    /// The same, as a condition on the caller alone.
    #[doc(hidden)]
    #[must_use]
    pub const fn of_caller(self, holds: OfCaller) -> Self {
        Self {
            needs: Needs::Caller(holds),
            ..self
        }
    }
}

/// What some conditions need that is known before there is a context.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AskedEarly {
    /// One of them is on the caller alone.
    pub(crate) caller: bool,
    /// One of them does not hold for a subject without an id.
    pub(crate) id: bool,
    /// One of them is `granted`.
    pub(crate) grants: bool,
}

impl AskedEarly {
    pub(crate) const fn of(mut conditions: &[ConditionInfo]) -> Self {
        let mut asked = Self {
            caller: false,
            id: false,
            grants: false,
        };
        while let [first, rest @ ..] = conditions {
            match first.needs {
                Needs::Caller(_) => asked.caller = true,
                Needs::ContextAndId => asked.id = true,
                Needs::Grants => asked.grants = true,
                Needs::Context => {}
            }
            conditions = rest;
        }
        asked
    }

    pub(crate) const fn and(self, other: Self) -> Self {
        Self {
            caller: self.caller || other.caller,
            id: self.id || other.id,
            grants: self.grants || other.grants,
        }
    }
}

impl fmt::Debug for Needs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Context => "Context",
            Self::ContextAndId => "ContextAndId",
            Self::Grants => "Grants",
            Self::Caller(_) => "Caller",
        })
    }
}

/// By their kinds: functions have no identity to compare.
impl PartialEq for Needs {
    fn eq(&self, other: &Self) -> bool {
        core::mem::discriminant(self) == core::mem::discriminant(other)
    }
}

impl Eq for Needs {}
