//! Assertions about decisions, which tell the whole story when they fail.

use crate::{ActionOf, Denial, Listed, Principal, Refused, Subject};

/// What a test expects a denial to be due to.
#[derive(Clone, Copy, Debug)]
pub enum Expected {
    /// Whatever it is.
    Any,
    /// This.
    Denial(Denial),
    /// The condition or requirement of this name.
    Condition(&'static str),
}

impl From<()> for Expected {
    fn from((): ()) -> Self {
        Self::Any
    }
}

impl From<Denial> for Expected {
    fn from(denial: Denial) -> Self {
        Self::Denial(denial)
    }
}

impl From<&'static str> for Expected {
    fn from(condition: &'static str) -> Self {
        Self::Condition(condition)
    }
}

impl Expected {
    fn is(self, denial: &Denial) -> bool {
        match self {
            Self::Any => true,
            Self::Denial(expected) => expected == *denial,
            Self::Condition(name) => matches!(
                denial,
                Denial::Condition(condition) | Denial::Requirement(condition)
                    if condition.name == name
            ),
        }
    }
}

/// What `assert_allows!` calls.
///
/// # Panics
///
/// When it is denied.
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
/// When it is allowed, or denied for another reason.
#[track_caller]
pub fn assert_denied<A: Listed + ActionOf<S>, S: Subject>(
    who: &Principal<S>,
    action: A,
    context: &A::Context,
    expected: impl Into<Expected>,
) {
    let told = who.explain(action, context);
    let expected = expected.into();
    match &told.decision {
        crate::Decision::Refused(Refused::Denied(reason)) => assert!(
            expected.is(reason.denial()),
            "expected to be denied by {expected:?}:\n{told}",
        ),
        crate::Decision::Allowed => unexpected(&told),
    }
}

#[track_caller]
fn unexpected(told: &crate::Explanation) {
    assert!(!told.is_allowed(), "expected to be denied:\n{told}");
}
