//! What is added takes nothing away.

use proptest::prelude::Strategy;

use super::each;
use crate::{
    model::{
        CustomRole, Entry, Grant, Holder, Partition, Principal, SourceGrant, Stated, World, write,
    },
    world::{
        ACTIONS, Case, PEOPLE, ROLES, Raw, TENANTS, USER_TYPES, allows, any_of, cases,
        customers_entries,
    },
};

/// Whatever `case` allows, `world` allows to the principal that `change` makes.
pub(super) fn nothing_is_taken(
    case: &Case,
    world: &World,
    change: impl Fn(&Principal) -> Principal,
) -> Result<usize, String> {
    let mut compared = 0;
    for (who, action, context) in case.questions() {
        if allows(&case.world, who, action, context) {
            compared += 1;
            let changed = change(who);
            if !allows(world, &changed, action, context) {
                return Err(format!("{action} on {context:?}, {who:?}, {changed:?}"));
            }
        }
    }
    Ok(compared)
}

fn entry_takes_nothing(case: &Case, entry: Entry) -> Result<usize, String> {
    let mut world = case.world.clone();
    let Some(policy) = &mut world.policy else {
        return Ok(0);
    };
    write(policy, &case.world.code, entry).unwrap();
    nothing_is_taken(case, &world, Clone::clone)
}

fn partition() -> impl Strategy<Value = Partition> {
    any_of(&["", TENANTS[0], TENANTS[1]]).prop_map(|id| {
        if id.is_empty() {
            Partition::Platform
        } else {
            Partition::Tenant(id)
        }
    })
}

#[test]
fn a_grant_a_group_or_a_member_takes_nothing_away() {
    let adding = customers_entries().prop_filter_map("does not add", |raw| match raw {
        Raw::Other(entry @ (Entry::Group { .. } | Entry::Member { .. })) => Some(entry),
        // A second grant of the same role on the same places is an edit of its end.
        Raw::Other(Entry::Grant(grant)) => Some(Entry::Grant(Grant {
            until: None,
            ..grant
        })),
        _ => None,
    });
    each(400, &(cases(), adding), 5_000, |(case, entry)| {
        entry_takes_nothing(case, entry.clone())
    });
}

#[test]
fn a_role_under_a_new_key_takes_nothing_away() {
    let states = proptest::collection::btree_map(
        any_of(&ACTIONS),
        proptest::sample::select(vec![Stated::Granted, Stated::Withheld]),
        0..=5,
    );
    each(
        300,
        &(cases(), partition(), states),
        5_000,
        |(case, partition, states)| {
            // `gone` is granted in many worlds, and no role.
            entry_takes_nothing(
                case,
                Entry::Role(CustomRole {
                    partition: partition.clone(),
                    key: "gone".to_owned(),
                    states: states.clone(),
                }),
            )
        },
    );
}

#[test]
fn a_grant_of_each_role_to_each_person_takes_nothing_away() {
    let all = || PEOPLE.iter().flat_map(|id| ROLES.map(|role| (id, role)));
    each(200, &(cases(), partition()), 3_000, |(case, partition)| {
        let mut world = case.world.clone();
        if let Some(policy) = &mut world.policy {
            for (id, role) in all() {
                let grant = Grant {
                    partition: partition.clone(),
                    to: Holder::Person((*id).to_owned()),
                    role: role.to_owned(),
                    on: None,
                    until: None,
                };
                write(policy, &case.world.code, Entry::Grant(grant)).unwrap();
            }
        }
        nothing_is_taken(case, &world, Clone::clone)
    });
}

#[test]
fn a_grant_of_a_source_takes_nothing_away() {
    each(300, &(cases(), any_of(&ROLES)), 5_000, |(case, role)| {
        nothing_is_taken(case, &case.world, |who| {
            let mut who = who.clone();
            if let Some(binding) = &mut who.binding {
                binding.from_sources.push(SourceGrant {
                    role: role.clone(),
                    on: None,
                    until: None,
                });
            }
            who
        })
    });
}

#[test]
fn a_user_type_takes_nothing_away() {
    each(
        500,
        &(cases(), any_of(&USER_TYPES)),
        10_000,
        |(case, one)| {
            nothing_is_taken(case, &case.world, |who| {
                let mut who = who.clone();
                let types = &mut who.subject.user_types;
                // The anonymous user type stands alone.
                if !types.contains("anonymous") && one != "anonymous" {
                    types.insert(one.clone());
                }
                who
            })
        },
    );
}

#[test]
fn an_open_takes_nothing_away() {
    each(300, &cases(), 5_000, |case| {
        let is_open = |entry: &Entry| matches!(entry, Entry::Open(_));
        let (opens, others): (Vec<_>, Vec<_>) = case.entries().iter().cloned().partition(is_open);
        let without = case.with_entries(others);
        let without = Case {
            world: without,
            ..case.clone()
        };
        // By one more open in each world.
        let mut compared = 0;
        for open in opens {
            let mut world = without.world.clone();
            world.policy.as_mut().unwrap().entries.push(open);
            compared += nothing_is_taken(&without, &world, Clone::clone)?;
        }
        Ok(compared)
    });
}
