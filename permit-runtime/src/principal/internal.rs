//! Jobs of the application's own.

use core::fmt;

use crate::vocabulary::Subject;

/// A subject that can be the application itself: a nightly job acts as it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say who the application itself is",
    note = "write `impl permit::acting::Internal for {Self}`, with a user type that is marked `#[internal]`"
)]
pub trait Internal: Subject {
    /// The application itself. Each of its user types is marked `#[internal]`.
    fn internal() -> Self;
}

/// Why a job of the application's own has no principal.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotInternal {
    /// The subject of the job has a user type that is not marked `#[internal]`, or none.
    UserType,
    /// The reason is empty or white space, so the log could not say why the job acts.
    NoReason,
}

impl fmt::Display for NotInternal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UserType => {
                "the subject of a job has a user type that is not marked `#[internal]`"
            }
            Self::NoReason => "a job gives no reason",
        })
    }
}

impl core::error::Error for NotInternal {}
