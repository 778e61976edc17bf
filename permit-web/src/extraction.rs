//! What the guards of one handler share: their principals while its parameters are extracted, and the
//! checks that it owes afterwards.

use core::{any::Any, fmt};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use permit_runtime::{
    Authorizer, Principal, Subject,
    adapter::{Due, Duty, Neglect},
};

/// Keeps the principals of a handler while its parameters are extracted, so that several guards of one
/// handler authenticate once. It also learns which checks the handler has dropped undone.
///
/// An adapter opens one when it starts to extract the parameters of a handler, puts it into the
/// extensions of the request, and closes it afterwards. A guard that finds none, or a closed one,
/// authenticates anew. So a layer that looks at the caller before another layer adds a credential
/// never decides for the handler, and a request that is forwarded with other credentials gets
/// another principal.
///
/// A clone of it is closed, because a request that is forwarded has a clone of the extensions. Use
/// [`share`](Self::share) for another handle.
pub struct Extraction(Arc<Kept>);

#[derive(Default)]
struct Kept(Mutex<State>);

#[derive(Default)]
struct State {
    /// One for each subject type and authorizer; `None` when it is closed.
    principals: Option<Vec<Box<dyn Any + Send>>>,
    /// Whether a duty was given.
    owes: bool,
    neglected: Vec<Duty>,
}

impl Kept {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Neglect for Kept {
    fn neglected(&self, duty: Duty) {
        self.state().neglected.push(duty);
    }
}

impl Extraction {
    /// Opens one without principals.
    #[must_use]
    pub fn open() -> Self {
        let state = State {
            principals: Some(Vec::new()),
            ..State::default()
        };
        Self(Arc::new(Kept(Mutex::new(state))))
    }

    /// Another handle to the same.
    #[must_use]
    pub fn share(&self) -> Self {
        Self(Arc::clone(&self.0))
    }

    /// Closes it: the principals are forgotten, and nothing is kept any more.
    pub fn close(&self) {
        self.0.state().principals = None;
    }

    /// The principal that `authorizer` made while it was open.
    #[must_use]
    pub fn principal<U: Subject>(&self, authorizer: &Authorizer<U>) -> Option<Principal<U>> {
        let state = self.0.state();
        let mut kept = state.principals.iter().flatten();
        kept.find_map(|one| {
            let principal = one.downcast_ref::<Principal<U>>()?;
            authorizer.made(principal).then(|| principal.clone())
        })
    }

    /// Keeps `principal` while it is open.
    pub fn keep<U: Subject>(&self, principal: &Principal<U>) {
        if let Some(principals) = &mut self.0.state().principals {
            principals.push(Box::new(principal.clone()));
        }
    }

    /// A duty of the handler whose parameters are extracted. It is due to none if `extraction` is missing
    /// or closed: then the parameter is not of a handler that permit routes.
    #[must_use]
    pub fn due(extraction: Option<&Self>, duty: Duty) -> Due {
        let to = extraction.and_then(|one| {
            let mut state = one.0.state();
            state.owes |= state.principals.is_some();
            state.principals.as_ref()?;
            Some(Arc::clone(&one.0) as _)
        });
        Due::new(duty, to)
    }

    /// Whether the handler has a duty, done or not.
    #[must_use]
    pub fn owes(&self) -> bool {
        self.0.state().owes
    }

    /// The duties that have been dropped undone, which are then forgotten.
    #[must_use]
    pub fn neglected(&self) -> Vec<Duty> {
        core::mem::take(&mut self.0.state().neglected)
    }
}

/// A closed one.
impl Clone for Extraction {
    fn clone(&self) -> Self {
        Self(Arc::default())
    }
}

impl fmt::Debug for Extraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Extraction").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::{Duty, Extraction};

    const EDIT: Duty = Duty::Check("edit_item");

    #[test]
    fn a_duty_that_is_dropped_undone_is_told_once() {
        let extraction = Extraction::open();
        let due = Extraction::due(Some(&extraction), EDIT);
        let done = Extraction::due(Some(&extraction), Duty::List("view_item"));
        extraction.close();
        assert_eq!(extraction.neglected(), [], "it is alive");
        done.done();
        drop((due, done));
        assert!(extraction.owes());
        assert_eq!(extraction.neglected(), [EDIT]);
        assert_eq!(extraction.neglected(), []);
    }

    #[test]
    fn a_duty_outside_of_the_extraction_is_due_to_none() {
        let extraction = Extraction::open();
        drop(Extraction::due(None, EDIT));
        drop(Extraction::due(Some(&extraction.clone()), EDIT));
        extraction.close();
        drop(Extraction::due(Some(&extraction), EDIT));
        assert_eq!(extraction.neglected(), []);
        assert!(!extraction.owes());
    }
}
