//! Small worlds at random: a catalogue, a policy, people, contexts and a time.
//!
//! Names come from small fixed lists, so entries and people meet often. The weights are such that each step
//! of the procedure decides a part of the cases; `properties/coverage.rs` asserts it.

mod code;
mod names;
mod people;
mod policy;

use proptest::{prelude::Strategy, prop_oneof};

use crate::model::{Context, Principal, Time, World};

pub(crate) use self::{
    code::{catalogues, rules},
    names::{ACTIONS, ALL_ACTIONS, NOW, PEOPLE, ROLES, TENANTS, USER_TYPES, any_of},
    people::{contexts, principals},
    policy::{Raw, customers_entries, entries, policy_of},
};

/// A world, and what is asked in it.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) world: World,
    pub(crate) principals: Vec<Principal>,
    pub(crate) contexts: Vec<Context>,
}

impl Case {
    /// Each principal, action and context.
    pub(crate) fn questions(&self) -> impl Iterator<Item = (&Principal, &str, &Context)> {
        let actions = self.world.code.actions.iter();
        self.principals.iter().flat_map(move |who| {
            actions.clone().flat_map(move |action| {
                let contexts = self.contexts.iter();
                contexts.map(move |context| (who, action.key.as_str(), context))
            })
        })
    }

    /// The same with another policy.
    pub(crate) fn with_entries(&self, entries: Vec<crate::model::Entry>) -> World {
        let mut world = self.world.clone();
        if let Some(policy) = &mut world.policy {
            policy.entries = entries;
        }
        world
    }

    pub(crate) fn entries(&self) -> &[crate::model::Entry] {
        match &self.world.policy {
            Some(policy) => &policy.entries,
            None => &[],
        }
    }
}

/// Whether `who` may do it now.
pub(crate) fn allows(world: &World, who: &Principal, action: &str, context: &Context) -> bool {
    decided_now(world, who, action, context).is_allowed()
}

pub(crate) fn decided_now(
    world: &World,
    who: &Principal,
    action: &str,
    context: &Context,
) -> crate::model::Decided {
    let now: Time = NOW;
    crate::model::decide(world, who, action, context, now)
}

/// Cases of any kind.
pub(crate) fn cases() -> impl Strategy<Value = Case> {
    prop_oneof![4 => cases_of(true), 1 => cases_of(false)]
}

/// Cases whose catalogue has tenants, or has none.
fn cases_of(tenants: bool) -> impl Strategy<Value = Case> {
    (
        catalogues(tenants),
        proptest::option::weighted(0.9, entries(14)),
        proptest::collection::vec(principals(tenants), 3..6),
        proptest::collection::vec(contexts(tenants), 3..6),
    )
        .prop_map(|(code, raw, principals, contexts)| {
            let policy = raw.map(|raw| policy_of(&code, raw));
            Case {
                world: World { code, policy },
                principals,
                contexts,
            }
        })
}
