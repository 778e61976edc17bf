//! Policies for tests, and a way to load a principal without an executor.

use std::{
    future::Future,
    pin::pin,
    sync::Arc,
    task::{Context, Poll, Waker},
    time::{Duration, Instant},
};

use permit::{
    Authorizer, Principal, Subject as _,
    policy::{Binding, Binds, CoarseClock, Policy, Unavailable, Words},
    tenancy::Tenant,
};

use crate::shop::{User, UserType};

/// A policy that binds every subject alike.
pub(crate) struct Fixed {
    pub(crate) words: Words<User>,
    pub(crate) blocked: Vec<UserType>,
    pub(crate) clock: Arc<CoarseClock>,
    pub(crate) stale: Duration,
}

impl Fixed {
    /// The code's own words.
    pub(crate) fn code() -> Self {
        Self::with(|_| {})
    }

    /// The code's words with a change.
    pub(crate) fn with(change: impl FnOnce(&mut Words<User>)) -> Self {
        let mut words = Words::of_code();
        change(&mut words);
        Self {
            words,
            blocked: Vec::new(),
            clock: Arc::new(CoarseClock::new()),
            stale: Duration::from_secs(60),
        }
    }

    /// The code's words for subjects without these user types.
    pub(crate) fn blocking(types: &[UserType]) -> Self {
        Self {
            blocked: types.to_vec(),
            ..Self::code()
        }
    }
}

impl Policy<User> for Fixed {
    fn bind<'a>(&'a self, _: &'a User, _: Tenant<'a>) -> Binds<'a, User> {
        let fresh = self.clock.fresh(Instant::now(), self.stale);
        let binding = Binding::new(self.words.clone(), fresh);
        let blocked = self.blocked.iter().fold(binding, |binding, one| {
            binding.blocking((*one).into(), &Arc::default())
        });
        Box::pin(async { Ok(blocked) })
    }
}

/// A policy that cannot be reached.
pub(crate) struct Away;

impl Policy<User> for Away {
    fn bind<'a>(&'a self, _: &'a User, _: Tenant<'a>) -> Binds<'a, User> {
        Box::pin(async { Err(Unavailable) })
    }
}

/// A policy that blocks a user type for the subjects of one tenant.
pub(crate) struct ByTenant {
    pub(crate) tenant: u64,
    pub(crate) blocked: UserType,
    pub(crate) clock: Arc<CoarseClock>,
}

impl Policy<User> for ByTenant {
    fn bind<'a>(&'a self, subject: &'a User, tenant: Tenant<'a>) -> Binds<'a, User> {
        assert!(tenant == subject.tenant() || subject.id().is_none());
        let fresh = self.clock.fresh(Instant::now(), Duration::from_secs(60));
        let binding = Binding::new(Words::of_code(), fresh);
        let binding = if tenant == Tenant::of(self.tenant) {
            binding.blocking(self.blocked.into(), &Arc::default())
        } else {
            binding
        };
        Box::pin(async { Ok(binding) })
    }
}

/// An authorizer whose flags are on, under `policy`.
pub(crate) fn under(policy: impl Policy<User>) -> Authorizer<User> {
    let builder = Authorizer::builder().flags(|_: &str, _: &User| Some(true));
    builder.policy(policy).build()
}

/// An authorizer whose flags are on, by the code alone.
pub(crate) fn by_code() -> Authorizer<User> {
    Authorizer::builder()
        .flags(|_: &str, _: &User| Some(true))
        .build()
}

pub(crate) fn load(authorizer: &Authorizer<User>, types: &[UserType]) -> Principal<User> {
    at_once(authorizer.load(User::of(types)))
}

/// The output of a future that never waits.
pub(crate) fn at_once<T>(future: impl Future<Output = T>) -> T {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(future).poll(&mut context) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("nothing here waits"),
    }
}
