//! What was decided while a test ran.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::{Action, Decided, Observer, Subject};

/// Remembers the decisions of an authorizer: `builder.observer(recorder.clone())`. Its clones
/// remember together.
#[derive(Clone, Debug, Default)]
pub struct Recorder(Arc<Mutex<Vec<Heard>>>);

/// The key of the action, whether it was allowed, and whether something hung on it.
type Heard = (&'static str, bool, bool);

impl Recorder {
    /// One that has heard of nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The keys of the actions that were decided, in order, and whether each was allowed.
    #[must_use]
    pub fn decisions(&self) -> Vec<(&'static str, bool)> {
        let heard = self.heard();
        heard
            .iter()
            .map(|(key, allowed, _)| (*key, *allowed))
            .collect()
    }

    /// Those among them on which something hung: `check`, a guard, `#[requires]`.
    #[must_use]
    pub fn checks(&self) -> Vec<(&'static str, bool)> {
        let heard = self.heard();
        let checks = heard.iter().filter(|(_, _, enforced)| *enforced);
        checks.map(|(key, allowed, _)| (*key, *allowed)).collect()
    }

    /// Forgets.
    pub fn clear(&self) {
        self.heard().clear();
    }

    /// That a handler or a function has checked `A`, whatever came of it. To ask `can` is no check.
    ///
    /// # Panics
    ///
    /// When nothing has.
    #[track_caller]
    pub fn assert_checked<A: Action>(&self) {
        let checks = self.checks();
        assert!(
            checks.iter().any(|(key, _)| *key == A::TABLE.key),
            "nobody has checked `{}`; checked were: {checks:?}",
            A::TABLE.key,
        );
    }

    fn heard(&self) -> MutexGuard<'_, Vec<Heard>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<S: Subject> Observer<S> for Recorder {
    fn decided(&self, decision: &Decided<'_, S>) {
        let allowed = decision.denied.is_none();
        self.heard()
            .push((decision.action, allowed, decision.enforced));
    }
}
