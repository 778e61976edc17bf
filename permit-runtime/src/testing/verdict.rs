//! Assertions about decisions, which explain the decision when they fail.

use crate::{
    decision::{ActionOf, Decision, Explanation, Listed},
    principal::Principal,
    vocabulary::{Cause, Refused, Subject},
};

/// What a test expects to be the cause of a denial.
#[non_exhaustive]
#[derive(Clone, Debug)]
pub enum Expected {
    /// Any cause.
    Any,
    /// This cause.
    Cause(Cause),
    /// The condition or requirement of this name.
    Condition(&'static str),
}

impl From<()> for Expected {
    fn from((): ()) -> Self {
        Self::Any
    }
}

impl From<Cause> for Expected {
    fn from(cause: Cause) -> Self {
        Self::Cause(cause)
    }
}

impl From<&'static str> for Expected {
    fn from(condition: &'static str) -> Self {
        Self::Condition(condition)
    }
}

impl Expected {
    fn is(&self, cause: &Cause) -> bool {
        match self {
            Self::Any => true,
            Self::Cause(expected) => expected == cause,
            Self::Condition(name) => matches!(
                cause,
                Cause::Condition(condition) | Cause::Requirement(condition)
                    if condition.name == *name
            ),
        }
    }
}

/// What `assert_allows!` calls.
///
/// # Panics
///
/// When it is refused.
#[track_caller]
pub fn assert_allowed<A: Listed + ActionOf<S>, S: Subject>(
    who: &Principal<S>,
    action: A,
    context: &A::Context,
) {
    let told = who.explain(action, context);
    assert!(told.is_allowed(), "expected to be allowed:\n{told}");
}

/// What `assert_denies!` calls.
///
/// # Panics
///
/// When it is allowed or indeterminate, or denied for another cause.
#[track_caller]
pub fn assert_denied<A: Listed + ActionOf<S>, S: Subject>(
    who: &Principal<S>,
    action: A,
    context: &A::Context,
    expected: impl Into<Expected>,
) {
    let told = who.explain(action, context);
    let expected = expected.into();
    let Decision::Refused(Refused::Denied(denial)) = &told.decision else {
        unexpected(&told)
    };
    assert!(
        expected.is(denial.cause()),
        "expected to be denied by {expected:?}:\n{told}",
    );
}

#[track_caller]
#[expect(clippy::panic, reason = "an assertion of a test")]
fn unexpected(told: &Explanation) -> ! {
    panic!("expected to be denied:\n{told}")
}
