//! What is in force in this process, and the making of principals.

use core::fmt;
use std::sync::Arc;

use crate::{
    Clock, FlagSource, Home, Permissions, Principal, Subject, SystemClock,
    flag::{FlagIndex, Flags},
    principal::Door,
};

/// Makes principals. One for each subject type, made when the process starts; cloning it is cheap.
pub struct Authorizer<S: Subject> {
    shared: Arc<Shared<S>>,
}

struct Shared<S> {
    source: Option<Box<dyn FlagSource<S>>>,
    flags: FlagIndex,
    clock: Box<dyn Clock>,
}

impl<S: Permissions> Authorizer<S> {
    /// Starts one. Without a [`FlagSource`] no flag is on.
    pub fn builder() -> AuthorizerBuilder<S> {
        AuthorizerBuilder {
            source: None,
            clock: Box::new(SystemClock),
        }
    }
}

impl<S: Subject> Authorizer<S> {
    /// Binds a subject to what is in force. All decisions of one request use one principal.
    #[must_use]
    pub fn principal(&self, subject: S) -> Principal<S> {
        Principal::new(self.clone(), subject, Door::Nowhere)
    }

    /// The principal of somebody who is not known, and whose home is not known either.
    #[must_use]
    pub fn anonymous(&self) -> Principal<S> {
        self.principal(S::anonymous())
    }

    /// The principal of somebody who is not known but came through the door of `home`: a tenant's
    /// own domain, for example.
    #[must_use]
    pub fn anonymous_at(&self, home: Home<'_>) -> Principal<S> {
        let door = match home {
            Home::Of(tenant) => Door::Of(tenant.into()),
            Home::Platform | Home::Nowhere => Door::Nowhere,
        };
        Principal::new(self.clone(), S::anonymous(), door)
    }

    /// Whether `principal` was made by this authorizer.
    #[must_use]
    pub fn made(&self, principal: &Principal<S>) -> bool {
        Arc::ptr_eq(&self.shared, &principal.authorizer().shared)
    }

    pub(crate) fn flags(&self) -> &FlagIndex {
        &self.shared.flags
    }

    pub(crate) fn resolve(&self, subject: &S) -> Flags {
        self.shared
            .flags
            .resolve(self.shared.source.as_deref(), subject)
    }

    pub(crate) fn clock(&self) -> &dyn Clock {
        &*self.shared.clock
    }
}

impl<S: Subject> Clone for Authorizer<S> {
    fn clone(&self) -> Self {
        Self {
            shared: Arc::clone(&self.shared),
        }
    }
}

impl<S: Subject> fmt::Debug for Authorizer<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Authorizer")
            .field("flags", &self.shared.flags)
            .finish_non_exhaustive()
    }
}

/// Puts an [`Authorizer`] together.
#[must_use = "`build` makes the authorizer"]
pub struct AuthorizerBuilder<S> {
    source: Option<Box<dyn FlagSource<S>>>,
    clock: Box<dyn Clock>,
}

impl<S: Permissions> AuthorizerBuilder<S> {
    /// Where the state of feature flags comes from.
    pub fn flags(mut self, source: impl FlagSource<S>) -> Self {
        self.source = Some(Box::new(source));
        self
    }

    /// Where the time comes from: the system's clock, unless a test says otherwise.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Box::new(clock);
        self
    }

    /// Makes it.
    #[must_use]
    pub fn build(self) -> Authorizer<S> {
        Authorizer {
            shared: Arc::new(Shared {
                source: self.source,
                flags: FlagIndex::of::<S>(),
                clock: self.clock,
            }),
        }
    }
}

impl<S> fmt::Debug for AuthorizerBuilder<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuthorizerBuilder").finish_non_exhaustive()
    }
}
