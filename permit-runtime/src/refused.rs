//! Refusals: what was denied, and why.

use core::fmt;

use crate::ConditionInfo;

/// A check that did not end in a permit.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The tables deny it.
    Denied(Reason),
}

impl Refused {
    /// The key of the action that was refused.
    #[must_use]
    pub const fn action(&self) -> &'static str {
        let Self::Denied(reason) = self;
        reason.action
    }
}

/// Says no more than the caller knew: the action, and the code of a condition that `says` one.
impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Denied(reason) = self;
        reason.fmt(f)
    }
}

impl core::error::Error for Refused {}

/// Why something was denied: of the rows that could have allowed it, the one that came furthest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason {
    pub(crate) action: &'static str,
    pub(crate) anonymous: bool,
    pub(crate) denial: Denial,
    pub(crate) part: Option<&'static str>,
}

impl Reason {
    /// The key of the action.
    #[must_use]
    pub const fn action(&self) -> &'static str {
        self.action
    }

    /// Whether nobody is known, so that signing in may help.
    #[must_use]
    pub const fn is_anonymous(&self) -> bool {
        self.anonymous
    }

    /// The public reason code: that of a condition which `says` one. This, and nothing else of
    /// the reason, may be told to the caller.
    #[must_use]
    pub const fn code(&self) -> Option<&'static str> {
        match self.denial {
            Denial::Condition(condition) | Denial::Requirement(condition) => condition.says,
            _ => None,
        }
    }

    /// Of an operation the key of the permission that was denied, when it was one.
    #[must_use]
    pub const fn part(&self) -> Option<&'static str> {
        self.part
    }

    /// What denied it: for logs and tests, not for the caller.
    #[must_use]
    pub const fn denial(&self) -> &Denial {
        &self.denial
    }
}

/// The public part only; [`Reason::denial`] has the rest.
impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is denied", self.action)?;
        match self.code() {
            Some(code) => write!(f, ": {code}"),
            None => Ok(()),
        }
    }
}

/// What denied an action.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denial {
    /// The subject has no user type.
    NoUserType,
    /// The action's flag is not known to be on.
    FlagOff(&'static str),
    /// The context is another tenant's.
    OutOfReach,
    /// The row says `deny`.
    Row,
    /// A condition of the row does not hold.
    Condition(ConditionInfo),
    /// A condition that the action requires in every row does not hold.
    Requirement(ConditionInfo),
    /// The subject has not consented to the action.
    NotConsented,
    /// The subject has not consented to it where the context is.
    PlaceNotConsented,
    /// The consent has come to its end.
    ConsentExpired,
    /// The action is `never_impersonated`, and somebody acts as somebody else.
    NeverImpersonated,
    /// The impersonation has come to its end.
    ImpersonationExpired,
}

/// For logs and explanations, not for the caller.
impl fmt::Display for Denial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoUserType => f.write_str("the subject has no user type"),
            Self::FlagOff(flag) => write!(f, "flag `{flag}` is not known to be on"),
            Self::OutOfReach => f.write_str("the context is in another tenant"),
            Self::Row => f.write_str("the table says `deny`"),
            Self::Condition(condition) => write!(f, "`{}` does not hold", condition.name),
            Self::Requirement(condition) => {
                write!(f, "`{}` is required and does not hold", condition.name)
            }
            Self::NotConsented => f.write_str("the subject has not consented to the action"),
            Self::PlaceNotConsented => {
                f.write_str("the subject has not consented to it where the context is")
            }
            Self::ConsentExpired => f.write_str("the consent has ended"),
            Self::NeverImpersonated => f.write_str("nobody does this as somebody else"),
            Self::ImpersonationExpired => f.write_str("the impersonation has ended"),
        }
    }
}
