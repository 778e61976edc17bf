//! The model: the decision procedure as a reader would do it with paper and pencil.
//!
//! Each file is one part of the procedure. A sentence of the procedure stands above the lines that do what
//! it says. Nothing here is fast, and nothing here is shared with the runtime.

mod blocks;
mod caller;
mod code;
mod decide;
mod granted;
mod may;
mod policy;
mod rule;

pub(crate) use self::{
    caller::{
        Binding, Consent, Context, ContextTenant, Impersonation, Person, Place, Principal,
        SourceGrant, Tenant, Time, Unavailable,
    },
    code::{Action, Code, Condition, Part, Role, Rule, UserType},
    decide::{Answer, Decided, decide},
    may::{MayNot, write},
    policy::{
        Block, Blocked, By, CustomRole, Entry, Grant, Holder, Open, Partition, Policy, Stated,
    },
};

/// The code and, if there is one, the policy beside it.
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) code: Code,
    pub(crate) policy: Option<Policy>,
}

/// What every part of the procedure may look at.
#[derive(Clone, Copy)]
struct Asked<'a> {
    world: &'a World,
    who: &'a Principal,
    now: Time,
}

impl<'a> Asked<'a> {
    /// The entries of the policy; none without one.
    fn entries(self) -> &'a [Entry] {
        match &self.world.policy {
            Some(policy) => &policy.entries,
            None => &[],
        }
    }

    /// Whether something that ends at `until` has not ended.
    fn is_running(self, until: Option<Time>) -> bool {
        match until {
            None => true,
            Some(until) => self.now < until,
        }
    }

    /// The partition of a person: its tenant's; that of the platform for the platform's own, and where
    /// there are no tenants; none if the tenant is unknown.
    fn partition(self, person: &Person) -> Option<Partition> {
        if !self.world.code.tenants {
            return Some(Partition::Platform);
        }
        match &person.tenant {
            Tenant::Platform => Some(Partition::Platform),
            Tenant::Of(id) if !id.is_empty() => Some(Partition::Tenant(id.clone())),
            Tenant::Of(_) | Tenant::Unknown => None,
        }
    }
}
