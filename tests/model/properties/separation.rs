//! Tenants never cross, and the order of entries changes nothing.

use proptest::prelude::{Just, Strategy};

use super::each;
use crate::{
    model::{ContextTenant, Entry, Partition, Tenant},
    world::{Case, allows, cases, decided_now},
};

#[test]
fn the_order_of_entries_changes_nothing() {
    let shuffled = cases().prop_flat_map(|case| {
        let entries = Just(case.entries().to_vec()).prop_shuffle();
        (Just(case), entries)
    });
    each(500, &shuffled, 20_000, |(case, entries)| {
        let world = case.with_entries(entries.clone());
        let mut compared = 0;
        for (who, action, context) in case.questions() {
            compared += 1;
            let (one, other) = (
                decided_now(&case.world, who, action, context),
                decided_now(&world, who, action, context),
            );
            if one != other {
                return Err(format!(
                    "{one:?}, {other:?}: {action} on {context:?}, {who:?}"
                ));
            }
        }
        Ok(compared)
    });
}

#[test]
fn a_tenants_people_never_reach_another_tenants_contexts() {
    each(400, &cases(), 5_000, |case| {
        let mut compared = 0;
        for (who, action, context) in case.questions() {
            let asked = case.world.code.action(action).unwrap();
            let is_foreign = match (&who.subject.tenant, &context.tenant) {
                (Tenant::Of(own), ContextTenant::Of(its)) => own != its || own.is_empty(),
                (Tenant::Unknown, ContextTenant::Of(_)) => true,
                _ => false,
            };
            if is_foreign && !asked.is_operation() {
                compared += 1;
                if allows(&case.world, who, action, context) {
                    return Err(format!("{action} on {context:?}, {who:?}"));
                }
            }
        }
        Ok(compared)
    });
}

/// The partition of a principal that acts for itself.
fn own(case: &Case, tenant: &Tenant) -> Option<Partition> {
    match tenant {
        _ if !case.world.code.tenants => Some(Partition::Platform),
        Tenant::Platform => Some(Partition::Platform),
        Tenant::Of(id) if !id.is_empty() => Some(Partition::Tenant(id.clone())),
        _ => None,
    }
}

#[test]
fn what_another_tenant_writes_changes_nothing() {
    each(500, &cases(), 10_000, |case| {
        let mut compared = 0;
        for who in case
            .principals
            .iter()
            .filter(|who| who.impersonation.is_none())
        {
            let own = own(case, &who.subject.tenant);
            let entries = case.entries().iter();
            let kept = entries.filter(|entry: &&Entry| {
                entry
                    .partition()
                    .is_none_or(|its| Some(its) == own.as_ref())
            });
            let world = case.with_entries(kept.cloned().collect());
            if world.policy == case.world.policy {
                continue;
            }
            for (_, action, context) in case.questions().filter(|one| one.0 == who) {
                compared += 1;
                let one = decided_now(&case.world, who, action, context);
                if one != decided_now(&world, who, action, context) {
                    return Err(format!("{one:?}: {action} on {context:?}, {who:?}"));
                }
            }
        }
        Ok(compared)
    });
}

#[test]
fn no_entry_of_a_tenant_gives_anything_on_a_global_context() {
    each(500, &cases(), 3_000, |case| {
        if !case.world.code.tenants {
            return Ok(0);
        }
        let given = |entry: &&Entry| {
            let is_of_a_tenant = matches!(entry.partition(), Some(Partition::Tenant(_)));
            !is_of_a_tenant
        };
        let without = case.with_entries(case.entries().iter().filter(given).cloned().collect());
        let mut compared = 0;
        for (who, action, context) in case.questions() {
            let is_operation = case.world.code.action(action).unwrap().is_operation();
            let is_of_a_tenant = matches!(who.subject.tenant, Tenant::Of(_));
            if context.tenant == ContextTenant::Global && is_of_a_tenant && !is_operation {
                compared += 1;
                if allows(&case.world, who, action, context)
                    && !allows(&without, who, action, context)
                {
                    return Err(format!("{action} on {context:?}, {who:?}"));
                }
            }
        }
        Ok(compared)
    });
}
