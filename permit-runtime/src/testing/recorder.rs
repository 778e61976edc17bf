//! The decisions that were made while a test ran.

use core::any::type_name;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::{
    decision::Action,
    principal::{Decided, Observer},
    testing::Elsewhere,
    vocabulary::Subject,
};

/// Remembers the decisions of an authorizer: `builder.observer(recorder.clone())`. Its clones share
/// what they remember.
#[derive(Clone, Debug, Default)]
pub struct Recorder(Arc<Mutex<Vec<Seen>>>);

/// A decision.
#[derive(Debug)]
struct Seen {
    /// The name of its type.
    subject: &'static str,
    action: &'static str,
    allowed: bool,
    enforced: bool,
}

impl Recorder {
    /// One without decisions.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The keys of the actions that were decided, in order, and whether each was allowed.
    #[must_use]
    pub fn decisions(&self) -> Vec<(&'static str, bool)> {
        let seen = self.seen();
        seen.iter().map(|one| (one.action, one.allowed)).collect()
    }

    /// Those among them that were enforced: `check`, a guard, `#[requires]`.
    #[must_use]
    pub fn checks(&self) -> Vec<(&'static str, bool)> {
        let seen = self.seen();
        let checks = seen.iter().filter(|one| one.enforced);
        checks.map(|one| (one.action, one.allowed)).collect()
    }

    /// The actions that were enforced, for
    /// [`assert_every_action_is_asked_for`](crate::testing::assert_every_action_is_asked_for): a test runs
    /// what asks for them first.
    #[must_use]
    pub fn elsewhere(&self) -> Vec<Elsewhere> {
        let seen = self.seen();
        let enforced = seen.iter().filter(|one| one.enforced);
        let each = enforced.map(|one| Elsewhere::seen(one.subject, one.action));
        each.collect()
    }

    /// Forgets all decisions.
    pub fn clear(&self) {
        self.seen().clear();
    }

    /// Asserts that a handler or a function has checked `A`, whether it was allowed or not. `can` is
    /// not a check.
    ///
    /// # Panics
    ///
    /// When it was not checked.
    #[track_caller]
    pub fn assert_checked<A: Action>(&self) {
        let checks = self.checks();
        assert!(
            checks.iter().any(|(key, _)| *key == A::TABLE.key()),
            "`{}` was not checked; these were: {checks:?}",
            A::TABLE.key(),
        );
    }

    fn seen(&self) -> MutexGuard<'_, Vec<Seen>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<S: Subject> Observer<S> for Recorder {
    fn decided(&self, decision: &Decided<'_, S>) {
        self.seen().push(Seen {
            subject: type_name::<S>(),
            action: decision.action,
            allowed: decision.refused.is_none(),
            enforced: decision.enforced,
        });
    }
}
