//! Decisions as events of `tracing`.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::{Decided, Home, Observer, Principal, Subject};

/// Tells `tracing` of decisions: of each that is denied, and of a sample of those that are allowed.
///
/// The events have the target `permit::decision`. Where something was refused they are at level
/// `INFO`; what is allowed, and what somebody only asked, is at `DEBUG`. Their fields stay as they
/// are from version to version:
///
/// | field | is |
/// |---|---|
/// | `action` | the key of the action |
/// | `outcome` | `allowed` or `denied` |
/// | `enforced` | whether something hung on it: `false` for `can` and `abilities_on` |
/// | `reason` | why it was denied; not for the caller |
/// | `subject` | the id of the subject, as it prints for debugging; absent when nobody is known |
/// | `actor` | the id of the staff member, when somebody acts as the subject |
/// | `tenant` | the tenant that the subject is at home at |
/// | `revision` | the number of the policy's state; `0` is the code alone |
/// | `microseconds` | how long the decision took |
///
/// ```
/// # use permit_runtime::Events;
/// let events = Events::new().sampling(100); // of those that are allowed every hundredth
/// ```
#[derive(Debug)]
pub struct Events {
    every: u64,
    allowed: AtomicU64,
}

impl Events {
    /// Tells of every decision.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            every: 1,
            allowed: AtomicU64::new(0),
        }
    }

    /// Of those that are allowed tells of every `every`th, the first included, and of none when
    /// `every` is 0. Each denial is told of.
    #[must_use]
    pub const fn sampling(mut self, every: u64) -> Self {
        self.every = every;
        self
    }

    fn is_sampled(&self) -> bool {
        self.every > 0
            && self
                .allowed
                .fetch_add(1, Ordering::Relaxed)
                .is_multiple_of(self.every)
    }
}

impl Default for Events {
    fn default() -> Self {
        Self::new()
    }
}

impl<S: Subject> Observer<S> for Events {
    fn decided(&self, decision: &Decided<'_, S>) {
        let who = decision.principal;
        let subject = who.subject().id().map(tracing::field::debug);
        let actor = who
            .impersonation()
            .and_then(|one| one.actor().subject().id());
        let actor = actor.map(tracing::field::debug);
        let tenant = tenant(who);
        let microseconds = u64::try_from(decision.took.as_micros()).unwrap_or(u64::MAX);
        let (action, enforced) = (decision.action, decision.enforced);
        macro_rules! tell {
            ($level:ident, $outcome:literal $(, $reason:ident)?) => {
                tracing::$level!(
                    target: "permit::decision",
                    action,
                    outcome = $outcome,
                    enforced,
                    $(reason = %$reason.denial(),)?
                    subject,
                    actor,
                    tenant,
                    revision = 0_u64,
                    microseconds,
                )
            };
        }
        match decision.denied {
            Some(reason) if enforced => tell!(info, "denied", reason),
            Some(reason) => tell!(debug, "denied", reason),
            None if self.is_sampled() => tell!(debug, "allowed"),
            None => {}
        }
    }
}

fn tenant<S: Subject>(who: &Principal<S>) -> Option<&str> {
    match who.home() {
        Home::Of(tenant) => Some(tenant),
        Home::Platform | Home::Nowhere => None,
    }
}
