//! What is in force in this process, and the making of principals.

use core::fmt;
use std::sync::Arc;

use crate::{
    Clock, FlagSource, Home, Internal, NotInternal, Observer, Permissions, Principal, Subject,
    SystemClock, UserType, acting::Acting, flag::FlagIndex, principal::Door,
};

/// Makes principals. One for each subject type, made when the process starts; cloning it is cheap.
pub struct Authorizer<S: Subject> {
    shared: Arc<Shared<S>>,
}

struct Shared<S: Subject> {
    source: Option<Box<dyn FlagSource<S>>>,
    flags: FlagIndex,
    clock: Box<dyn Clock>,
    observer: Option<Box<dyn Observer<S>>>,
}

impl<S: Permissions> Authorizer<S> {
    /// Starts one. Without a [`FlagSource`] no flag is on.
    pub fn builder() -> AuthorizerBuilder<S> {
        AuthorizerBuilder {
            source: None,
            clock: Box::new(SystemClock),
            observer: None,
        }
    }
}

impl<S: Subject> Authorizer<S> {
    /// Binds a subject to what is in force. All decisions of one request use one principal.
    ///
    /// User types that are marked `#[internal]` are left out: nobody comes in with one. Only
    /// [`internal`](Self::internal) gives them.
    #[must_use]
    pub fn principal(&self, subject: S) -> Principal<S> {
        self.let_in(subject, Door::Own, self.source())
    }

    /// As [`principal`](Self::principal), with flags that were resolved for this request already.
    #[must_use]
    pub fn principal_with(&self, subject: S, flags: &impl FlagSource<S>) -> Principal<S> {
        self.let_in(subject, Door::Own, Some(flags))
    }

    fn let_in(&self, subject: S, door: Door, flags: Option<&dyn FlagSource<S>>) -> Principal<S> {
        let types = subject.user_types().within(!S::UserType::INTERNAL);
        Principal::new(self.clone(), (subject, types), door, flags)
    }

    /// The principal of a job of the application's own, for which no user has asked: on contexts of
    /// no tenant. A job that a user started checks again as that user.
    ///
    /// The reason is for the log.
    ///
    /// # Errors
    ///
    /// When [`Internal::internal`] has a user type that is not marked `#[internal]`, or none.
    pub fn internal(&self, reason: &str) -> Result<Principal<S>, NotInternal>
    where
        S: Internal,
    {
        self.job(reason, Door::Nowhere)
    }

    /// As [`internal`](Self::internal), for a job on contexts of one tenant, and of none.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn internal_at(&self, tenant: &str, reason: &str) -> Result<Principal<S>, NotInternal>
    where
        S: Internal,
    {
        self.job(reason, Door::Of(tenant.into()))
    }

    fn job(&self, reason: &str, door: Door) -> Result<Principal<S>, NotInternal>
    where
        S: Internal,
    {
        let subject = S::internal();
        let types = subject.user_types();
        if types.is_empty() || types.bits() & !S::UserType::INTERNAL != 0 {
            return Err(NotInternal);
        }
        let principal = Principal::new(self.clone(), (subject, types), door, self.source());
        Ok(principal.acting_as(Acting::internal(reason)))
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
        self.let_in(S::anonymous(), door, self.source())
    }

    /// The flags that the catalogue names: those that are asked for when a principal is made.
    pub fn flag_names(&self) -> impl Iterator<Item = &'static str> {
        self.shared.flags.names()
    }

    /// Whether `principal` was made by this authorizer.
    #[must_use]
    pub fn made(&self, principal: &Principal<S>) -> bool {
        Arc::ptr_eq(&self.shared, &principal.authorizer().shared)
    }

    pub(crate) fn flags(&self) -> &FlagIndex {
        &self.shared.flags
    }

    fn source(&self) -> Option<&dyn FlagSource<S>> {
        self.shared.source.as_deref()
    }

    pub(crate) fn observer(&self) -> Option<&dyn Observer<S>> {
        self.shared.observer.as_deref()
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
pub struct AuthorizerBuilder<S: Subject> {
    source: Option<Box<dyn FlagSource<S>>>,
    clock: Box<dyn Clock>,
    observer: Option<Box<dyn Observer<S>>>,
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

    /// Who hears of every decision: a log, a test.
    pub fn observer(mut self, observer: impl Observer<S>) -> Self {
        self.observer = Some(Box::new(observer));
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
                observer: self.observer,
            }),
        }
    }
}

impl<S: Subject> fmt::Debug for AuthorizerBuilder<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuthorizerBuilder").finish_non_exhaustive()
    }
}
