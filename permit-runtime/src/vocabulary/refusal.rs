//! Refusals: what was denied or could not be decided, and why.

use core::fmt;

use std::sync::Arc;

use crate::vocabulary::{Block, ConditionInfo, Consent};

/// Why a check did not end in a permit.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is denied.
    Denied(Denial),
    /// It cannot be decided now: the policy is missing or stale. Over HTTP that is a 503.
    Indeterminate(Indeterminate),
}

impl Refused {
    /// The key of the action that was refused; `None` when the question was not about one action.
    #[must_use]
    pub const fn action(&self) -> Option<&'static str> {
        match self {
            Self::Denied(denial) => Some(denial.action),
            Self::Indeterminate(indeterminate) => indeterminate.action,
        }
    }
}

/// Tells no more than the caller knew: the action, and the code of a condition that `says` one. Of a
/// hidden context it says `not found`.
impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Denied(denial) => denial.fmt(f),
            Self::Indeterminate(indeterminate) => indeterminate.fmt(f),
        }
    }
}

impl core::error::Error for Refused {}

impl From<Indeterminate> for Refused {
    fn from(indeterminate: Indeterminate) -> Self {
        Self::Indeterminate(indeterminate)
    }
}

/// Why an action was denied. Of the rows that could have allowed it, it tells of the one that came
/// furthest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Denial {
    pub(crate) action: &'static str,
    pub(crate) anonymous: bool,
    pub(crate) cause: Cause,
    pub(crate) part: Option<&'static str>,
    pub(crate) hidden: bool,
}

impl Denial {
    /// The key of the action.
    #[must_use]
    pub const fn action(&self) -> &'static str {
        self.action
    }

    /// Whether the caller is anonymous, so that signing in may help.
    #[must_use]
    pub const fn is_anonymous(&self) -> bool {
        self.anonymous
    }

    /// Whether the caller may not know that the context exists: the catalogue hides it from the caller,
    /// or it is another tenant's. The answer is then the same as for a context that does not exist.
    #[must_use]
    pub const fn is_hidden(&self) -> bool {
        self.hidden
    }

    /// The public reason code: that of a condition which `says` one, unless the context is hidden.
    /// Beside it and the [`message`](Self::message) nothing of the denial may be told to the caller.
    #[must_use]
    pub const fn code(&self) -> Option<&str> {
        match &self.cause {
            Cause::Condition(condition) | Cause::Requirement(condition) if !self.hidden => {
                condition.says
            }
            _ => None,
        }
    }

    /// The message of a block, which an operator wrote for the callers whom it denies, unless the context
    /// is hidden.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.block().and_then(|block| block.told())
    }

    /// The block that denied it, unless the context is hidden.
    #[must_use]
    pub const fn block(&self) -> Option<&Arc<Block>> {
        match &self.cause {
            Cause::Blocked(block) if !self.hidden => Some(block),
            _ => None,
        }
    }

    /// The key of the action that denied an operation, when one of its actions did.
    #[must_use]
    pub const fn part(&self) -> Option<&'static str> {
        self.part
    }

    /// What denied it: for logs and tests, not for the caller.
    #[must_use]
    pub const fn cause(&self) -> &Cause {
        &self.cause
    }
}

/// The public part only; [`Denial::cause`] has the rest.
impl fmt::Display for Denial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.hidden {
            return f.write_str("not found");
        }
        write!(f, "`{}` is denied", self.action)?;
        match self.code().or(self.message()) {
            Some(public) => write!(f, ": {public}"),
            None => Ok(()),
        }
    }
}

/// What denied an action.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The subject has no user type, or the policy blocks each of them.
    NoUserType,
    /// The action's flag is not known to be on.
    FlagOff(&'static str),
    /// The context is another tenant's.
    OutOfReach,
    /// The row says `deny`.
    Row,
    /// An operator has blocked the action for the user type, or the user type.
    Blocked(Arc<Block>),
    /// A condition of the row does not hold.
    Condition(&'static ConditionInfo),
    /// A condition that the action requires in every row does not hold.
    Requirement(&'static ConditionInfo),
    /// The subject has not consented to the action.
    NotConsented,
    /// The subject has not consented to it where the context is.
    PlaceNotConsented,
    /// The consent was given more actions or places than a consent may name, so it names none.
    ConsentTooLarge,
    /// The consent has come to its end.
    ConsentExpired,
    /// The action is `never_impersonated`, and the principal is impersonated.
    NeverImpersonated,
    /// The impersonation has come to its end.
    ImpersonationExpired,
}

/// For logs and explanations, not for the caller.
impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoUserType => f.write_str("the subject has no user type"),
            Self::FlagOff(flag) => write!(f, "flag `{flag}` is not known to be on"),
            Self::OutOfReach => f.write_str("the context is in another tenant"),
            Self::Row => f.write_str("the table says `deny`"),
            Self::Blocked(block) => match block.told() {
                Some(message) => write!(f, "the policy blocks it: {message}"),
                None => f.write_str("the policy blocks it"),
            },
            Self::Condition(condition) => write!(f, "`{}` does not hold", condition.name),
            Self::Requirement(condition) => {
                write!(f, "`{}` is required and does not hold", condition.name)
            }
            Self::NotConsented => f.write_str("the subject has not consented to the action"),
            Self::PlaceNotConsented => {
                f.write_str("the subject has not consented to it where the context is")
            }
            Self::ConsentTooLarge => write!(
                f,
                "the consent was given more than {} actions or places, so it is one to nothing",
                Consent::MOST
            ),
            Self::ConsentExpired => f.write_str("the consent has ended"),
            Self::NeverImpersonated => f.write_str("the action is never impersonated"),
            Self::ImpersonationExpired => f.write_str("the impersonation has ended"),
        }
    }
}

/// Something that cannot be decided now, because the policy in force is not known.
///
/// It is never consent, and it is not a denial either: the same question may be allowed as soon as
/// the policy is known again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Indeterminate {
    pub(crate) action: Option<&'static str>,
    pub(crate) unknown: Unknown,
}

impl Indeterminate {
    /// The key of the action; `None` when the question was about the whole catalogue.
    #[must_use]
    pub const fn action(&self) -> Option<&'static str> {
        self.action
    }

    /// Why the policy is not known: for logs and tests, not for the caller.
    #[must_use]
    pub const fn unknown(&self) -> Unknown {
        self.unknown
    }
}

impl fmt::Display for Indeterminate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.action {
            Some(action) => write!(f, "`{action}` cannot be decided now"),
            None => f.write_str("this cannot be decided now"),
        }
    }
}

impl core::error::Error for Indeterminate {}

/// Why the policy in force is not known to a principal.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// The principal was made without loading the policy: by `Authorizer::principal` where it takes
    /// `Authorizer::load`.
    NotLoaded,
    /// The policy could not be bound to the subject.
    Unavailable,
    /// The policy was last known to be current too long ago.
    Stale,
}

/// For logs and explanations, not for the caller.
impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotLoaded => "the principal was made without loading the policy",
            Self::Unavailable => "the policy is unavailable",
            Self::Stale => "the policy is stale",
        })
    }
}
