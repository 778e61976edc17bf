//! The principals of one handler, kept while its parameters are extracted.

use core::{any::Any, fmt};
use std::sync::{Arc, Mutex, PoisonError};

use permit_runtime::{Authorizer, Principal, Subject};

/// Keeps the principals of a handler while its parameters are extracted, so that several guards of one
/// handler authenticate once.
///
/// An adapter opens one when it starts to extract the parameters of a handler, puts it into the
/// extensions of the request, and closes it afterwards. A guard that finds none, or a closed one,
/// authenticates anew. So a layer that looks at the caller before another layer adds a credential
/// never decides for the handler, and a request that is forwarded with other credentials gets
/// another principal.
///
/// A clone of it is closed, because a request that is forwarded has a clone of the extensions. Use
/// [`share`](Self::share) for another handle.
pub struct Extraction(Arc<Mutex<Option<Principals>>>);

/// One for each subject type and authorizer.
type Principals = Vec<Box<dyn Any + Send>>;

impl Extraction {
    /// Opens one without principals.
    #[must_use]
    pub fn open() -> Self {
        Self(Arc::new(Mutex::new(Some(Vec::new()))))
    }

    /// Another handle to the same.
    #[must_use]
    pub fn share(&self) -> Self {
        Self(Arc::clone(&self.0))
    }

    /// Closes it: what was kept is forgotten, and nothing is kept any more.
    pub fn close(&self) {
        self.with(|principals| *principals = None);
    }

    /// The principal that `authorizer` made while it was open.
    #[must_use]
    pub fn principal<U: Subject>(&self, authorizer: &Authorizer<U>) -> Option<Principal<U>> {
        self.with(|principals| {
            let mut kept = principals.iter().flatten();
            kept.find_map(|one| {
                let principal = one.downcast_ref::<Principal<U>>()?;
                authorizer.made(principal).then(|| principal.clone())
            })
        })
    }

    /// Keeps `principal` while it is open.
    pub fn keep<U: Subject>(&self, principal: &Principal<U>) {
        self.with(|principals| {
            if let Some(principals) = principals {
                principals.push(Box::new(principal.clone()));
            }
        });
    }

    fn with<T>(&self, work: impl FnOnce(&mut Option<Principals>) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
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
