//! Decisions as events of `tracing`.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::{
    principal::{Decided, Observer, Principal},
    vocabulary::{Refused, Subject, Tenant},
};

/// Sends decisions to `tracing`: each that is refused, and a sample of those that are allowed.
///
/// The events have the target `permit::decision`. A refusal that was enforced is at level `INFO`;
/// everything else is at `DEBUG`. Their fields stay as they are from version to version:
///
/// | field | is |
/// |---|---|
/// | `action` | the key of the action |
/// | `outcome` | `allowed`, `denied` or `indeterminate` |
/// | `enforced` | whether the application enforced it: `false` for `can` and `abilities_on` |
/// | `reason` | why it was refused; not for the caller |
/// | `subject` | the id of the subject, as it prints for debugging; absent for an unknown subject |
/// | `actor` | the id of the staff member, when the subject is impersonated |
/// | `tenant` | the tenant that the subject belongs to |
/// | `revision` | the number of the policy's state; `0` is the code alone |
/// | `microseconds` | how long the decision took |
///
/// ```
/// # use permit_runtime::observe::Events;
/// let events = Events::new().sampling(100); // every hundredth of those that are allowed
/// ```
#[derive(Debug)]
pub struct Events {
    every: u64,
    allowed: AtomicU64,
}

impl Events {
    /// Sends every decision.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            every: 1,
            allowed: AtomicU64::new(0),
        }
    }

    /// Sends every `every`th decision that is allowed, the first included, or none if `every` is 0.
    /// It sends each refusal.
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
        let revision = who.revision();
        macro_rules! tell {
            ($level:ident, $outcome:literal $(, $reason:expr)?) => {
                tracing::$level!(
                    target: "permit::decision",
                    action,
                    outcome = $outcome,
                    enforced,
                    $(reason = %$reason,)?
                    subject,
                    actor,
                    tenant,
                    revision,
                    microseconds,
                )
            };
        }
        match (decision.refused, enforced) {
            (Some(Refused::Denied(denial)), true) => tell!(info, "denied", denial.cause()),
            (Some(Refused::Denied(denial)), false) => tell!(debug, "denied", denial.cause()),
            (Some(Refused::Indeterminate(one)), true) => {
                tell!(info, "indeterminate", one.unknown());
            }
            (Some(Refused::Indeterminate(one)), false) => {
                tell!(debug, "indeterminate", one.unknown());
            }
            (None, _) if self.is_sampled() => tell!(debug, "allowed"),
            (None, _) => {}
        }
    }
}

fn tenant<S: Subject>(who: &Principal<S>) -> Option<impl tracing::Value> {
    match who.tenant() {
        Tenant::Of(id) => Some(tracing::field::display(id)),
        Tenant::Platform | Tenant::Unknown => None,
    }
}
