//! Putting an authorizer together.

use core::fmt;

use crate::{
    policy::Policy,
    principal::{
        Authorizer, FlagSource, Observer, ResolveFlags, authorizer::Shared, caught::caught,
        flags::FlagIndex,
    },
    table::Permissions,
    vocabulary::{Clock, Subject, SystemClock},
};

/// Puts an [`Authorizer`] together.
#[must_use = "`build` makes the authorizer"]
pub struct AuthorizerBuilder<S: Subject> {
    source: Option<Box<dyn FlagSource<S>>>,
    resolver: Option<Box<dyn ResolveFlags<S>>>,
    policy: Option<Box<dyn Policy<S>>>,
    clock: Box<dyn Clock>,
    observer: Option<Box<dyn Observer<S>>>,
    flags: FlagIndex,
}

impl<S: Subject> AuthorizerBuilder<S> {
    pub(super) fn new() -> Self
    where
        S: Permissions,
    {
        Self {
            flags: FlagIndex::of::<S>(),
            source: None,
            resolver: None,
            policy: None,
            clock: Box::new(SystemClock),
            observer: None,
        }
    }

    /// A source of feature flags that answers at once. It is not asked about flags that it cannot
    /// tell apart: see [`Authorizer::ambiguous_flags`].
    pub fn flags(mut self, source: impl FlagSource<S>) -> Self {
        self.source = Some(Box::new(source));
        self
    }

    /// A source of feature flags that has to be awaited. Only the loading forms, such as
    /// [`Authorizer::load`], ask it. The source of [`flags`](Self::flags) answers for flags that it
    /// does not know.
    pub fn resolve_flags(mut self, resolver: impl ResolveFlags<S>) -> Self {
        self.resolver = Some(Box::new(resolver));
        self
    }

    /// The live policy. Only the loading forms, such as [`Authorizer::load`], make principals that
    /// know it; a principal of [`Authorizer::principal`] is then indeterminate, because it would
    /// overlook what the policy blocks.
    pub fn policy(mut self, policy: impl Policy<S>) -> Self {
        self.policy = Some(Box::new(policy));
        self
    }

    /// The source of the time: the system's clock, unless a test says otherwise.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Box::new(clock);
        self
    }

    /// An observer of every decision: a log, a test.
    pub fn observer(mut self, observer: impl Observer<S>) -> Self {
        self.observer = Some(Box::new(observer));
        self
    }

    /// Makes the authorizer.
    #[must_use]
    pub fn build(self) -> Authorizer<S> {
        let flags = self.flags;
        let source = self.source.as_deref();
        // A source that cannot say which flags it can tell apart is asked about none.
        let ambiguous = source.map_or_else(Vec::new, |source| {
            caught(|| source.ambiguous(flags.names())).unwrap_or_else(|| flags.names().to_vec())
        });
        Authorizer::of(Shared {
            source: self.source,
            resolver: self.resolver,
            policy: self.policy,
            flags,
            ambiguous,
            clock: self.clock,
            observer: self.observer,
        })
    }
}

impl<S: Subject> fmt::Debug for AuthorizerBuilder<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuthorizerBuilder").finish_non_exhaustive()
    }
}
