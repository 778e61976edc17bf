//! The consents that layers add to a request.

use core::{fmt, marker::PhantomData};

use permit_runtime::{Consent, Permissions, Principal, adapter};

/// The consents that layers have added to a request for callers of type `U`: a read-only mode, for
/// example. Every guard decides under all of them.
///
/// They can only be added to, so the order of the layers does not matter.
pub struct Narrowings<U> {
    consents: Vec<Consent>,
    of: PhantomData<fn() -> U>,
}

impl<U> Narrowings<U> {
    /// Adds one.
    pub fn add(&mut self, consent: Consent) {
        self.consents.push(consent);
    }
}

impl<U: Permissions> Narrowings<U> {
    /// `who`, under all of them.
    #[must_use]
    pub fn applied(&self, who: Principal<U>) -> Principal<U> {
        adapter::narrow(who, self.consents.iter().cloned())
    }
}

impl<U> Default for Narrowings<U> {
    fn default() -> Self {
        Self {
            consents: Vec::new(),
            of: PhantomData,
        }
    }
}

impl<U> Clone for Narrowings<U> {
    fn clone(&self) -> Self {
        Self {
            consents: self.consents.clone(),
            of: PhantomData,
        }
    }
}

impl<U> fmt::Debug for Narrowings<U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Narrowings").field(&self.consents).finish()
    }
}
