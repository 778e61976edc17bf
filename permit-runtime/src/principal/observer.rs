//! Observers of decisions.

use core::time::Duration;

use crate::{
    principal::Principal,
    vocabulary::{Refused, Subject},
};

/// Observes every decision that a principal of its authorizer makes: a log, a metric, a test.
///
/// A decision calls it before it returns, so it must not block. Without an observer nothing is
/// measured and nothing is called.
pub trait Observer<S: Subject>: Send + Sync + 'static {
    /// A decision was made.
    fn decided(&self, decision: &Decided<'_, S>);
}

/// One decision, for an observer.
#[non_exhaustive]
#[derive(Clone, Copy, Debug)]
pub struct Decided<'a, S: Subject> {
    /// The key of the action.
    pub action: &'static str,
    /// The principal that asked.
    pub principal: &'a Principal<S>,
    /// Whether the application enforced it: `check`, a guard, `#[requires]`. `can` and
    /// `abilities_on` only ask, for example what a page may offer.
    pub enforced: bool,
    /// Why it was refused; `None` when it was allowed.
    pub refused: Option<&'a Refused>,
    /// How long the decision took.
    pub took: Duration,
}
