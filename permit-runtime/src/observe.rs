//! Who hears of decisions.

use core::time::Duration;

use crate::{Principal, Reason, Subject};

/// Hears of every decision that a principal of its authorizer makes: a log, a metric, a test.
///
/// It is called on the way of the decision, so it must not wait. Without one nothing is measured
/// and nothing is called.
pub trait Observer<S: Subject>: Send + Sync + 'static {
    /// A decision was made.
    fn decided(&self, decision: &Decided<'_, S>);
}

/// One decision, as an observer hears of it.
#[non_exhaustive]
#[derive(Clone, Copy, Debug)]
pub struct Decided<'a, S: Subject> {
    /// The key of the action.
    pub action: &'static str,
    /// Who asked.
    pub principal: &'a Principal<S>,
    /// Whether something hung on it: `check`, a guard, `#[requires]`. `can` and `abilities_on` only
    /// ask, so that a page offers what may be done.
    pub enforced: bool,
    /// Why it was denied; `None` when it was allowed.
    pub denied: Option<&'a Reason>,
    /// How long the decision took.
    pub took: Duration,
}
