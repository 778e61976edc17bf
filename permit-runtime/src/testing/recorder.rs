//! What was decided while a test ran.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::{Action, Decided, Observer, Subject};

/// Remembers the decisions of an authorizer: `builder.observer(recorder.clone())`. Its clones
/// remember together.
#[derive(Clone, Debug, Default)]
pub struct Recorder(Arc<Mutex<Vec<(&'static str, bool)>>>);

impl Recorder {
    /// One that has heard of nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The keys of the actions that were decided, in order, and whether each was allowed.
    #[must_use]
    pub fn decisions(&self) -> Vec<(&'static str, bool)> {
        self.heard().clone()
    }

    /// Forgets.
    pub fn clear(&self) {
        self.heard().clear();
    }

    /// That a handler or a function has checked `A`, whatever came of it.
    ///
    /// # Panics
    ///
    /// When nothing has.
    #[track_caller]
    pub fn assert_checked<A: Action>(&self) {
        let heard = self.decisions();
        assert!(
            heard.iter().any(|(key, _)| *key == A::TABLE.key),
            "nobody has checked `{}`; checked were: {heard:?}",
            A::TABLE.key,
        );
    }

    fn heard(&self) -> MutexGuard<'_, Vec<(&'static str, bool)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<S: Subject> Observer<S> for Recorder {
    fn decided(&self, decision: &Decided<'_, S>) {
        self.heard()
            .push((decision.action, decision.denied.is_none()));
    }
}
