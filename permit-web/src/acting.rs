//! For whom the caller of a request acts, when that is not simply themselves.

use core::fmt;
use std::sync::Arc;

use permit_runtime::{Principal, Subject};

/// What a request makes of its principal: a third party's application acts for the subject, or a
/// staff member as somebody else.
///
/// Whoever extracts the subject leaves one in the extensions of the request, and the guards apply
/// it when they make the request's principal. So each guard, list and page of the request sees
/// what [`Principal::delegated`] or [`Principal::impersonate`] gave, and none of them the subject
/// alone.
///
/// What it waits for (a token, a session) is loaded before, where a failure can be answered.
pub struct Acting<S: Subject>(Arc<Apply<S>>);

type Apply<S> = dyn Fn(Principal<S>) -> Principal<S> + Send + Sync;

impl<S: Subject> Acting<S> {
    /// `apply` takes the principal of the subject and gives the one that acts:
    /// `Acting::new(move |who: Principal<User>| who.delegated(consent.clone()))`.
    #[must_use]
    pub fn new(apply: impl Fn(Principal<S>) -> Principal<S> + Send + Sync + 'static) -> Self {
        Self(Arc::new(apply))
    }

    /// The principal that acts.
    #[must_use]
    pub fn apply(&self, principal: Principal<S>) -> Principal<S> {
        (self.0)(principal)
    }
}

impl<S: Subject> Clone for Acting<S> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<S: Subject> fmt::Debug for Acting<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Acting").finish_non_exhaustive()
    }
}
