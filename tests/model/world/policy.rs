//! Policies: entries as writers make them, and some that a later release of the code has passed by.

use std::collections::{BTreeMap, BTreeSet};

use proptest::{
    bool::weighted,
    collection::{btree_map, vec},
    option,
    prelude::{Just, Strategy},
    prop_oneof,
    sample::select,
};

use super::{
    code::rules,
    names::{
        ACTIONS, ALL_ACTIONS, CUSTOM_ROLES, GRANTED_ROLES, GROUPS, PEOPLE, STALE, TENANTS,
        USER_TYPES, any_of, ends, places, some_of,
    },
};
use crate::model::{
    Block, Blocked, By, Code, Condition, CustomRole, Entry, Grant, Holder, Open, Partition, Policy,
    Rule, Stated, Time, write,
};

/// An entry before the catalogue is known.
#[derive(Clone, Debug)]
pub(crate) enum Raw {
    Open {
        action: String,
        user_type: String,
        /// What it allows beside the rule of the code.
        more: Rule,
        until: Option<Time>,
        /// Whether the code had another rule when it was made.
        outdated: bool,
    },
    Other(Entry),
}

/// The policy of these entries. What may not be written is left out, but what is fixed now and was not
/// when it was written stays.
pub(crate) fn policy_of(code: &Code, raw: Vec<Raw>) -> Policy {
    let mut policy = Policy {
        stale: STALE,
        entries: Vec::new(),
    };
    let mut before = code.clone();
    for action in &mut before.actions {
        action.fixed = false;
    }
    let mut outdated = Vec::new();
    for raw in raw {
        let entry = match raw {
            Raw::Other(entry) => entry,
            Raw::Open {
                action,
                user_type,
                more,
                until,
                outdated: is_outdated,
            } => {
                if is_outdated {
                    outdated.push((action.clone(), user_type.clone()));
                }
                Entry::Open(open(code, action, user_type, &more, until))
            }
        };
        // A writer that is refused has written nothing.
        let _: Result<(), _> = write(&mut policy, &before, entry);
    }
    for entry in &mut policy.entries {
        if let Entry::Open(open) = entry {
            let cell = (open.action.clone(), open.user_type.clone());
            if outdated.contains(&cell) {
                open.over = if open.over.is_deny() {
                    Rule::read("trained")
                } else {
                    Rule::deny()
                };
            }
        }
    }
    policy
}

/// An open of the rule of the code and `more`, without the conditions that the action does not have.
fn open(code: &Code, action: String, user_type: String, more: &Rule, until: Option<Time>) -> Open {
    let found = code.action(&action).unwrap();
    let over = found.rule(&user_type).clone();
    let asks = |condition: &Condition| match condition {
        Condition::Granted => over.asks(condition),
        other => found.rows.values().any(|row| row.asks(other)),
    };
    let more = Rule {
        alternatives: more
            .alternatives
            .iter()
            .filter(|all| all.iter().all(asks))
            .cloned()
            .collect(),
    };
    Open {
        rule: over.or(&more),
        action,
        user_type,
        over,
        until,
    }
}

/// Entries of operators and customers.
pub(crate) fn entries(most: usize) -> impl Strategy<Value = Vec<Raw>> + Clone {
    let of_operator = prop_oneof![opens(), blocks(Just(By::Operator), true)];
    vec(
        prop_oneof![4 => of_operator, 7 => customers_entries()],
        0..=most,
    )
}

/// An entry of a customer.
pub(crate) fn customers_entries() -> impl Strategy<Value = Raw> + Clone {
    prop_oneof![
        2 => blocks(partitions().prop_map(By::Tenant), false),
        2 => custom_roles().prop_map(|role| Raw::Other(Entry::Role(role))),
        1 => groups(),
        1 => members(),
        5 => grants().prop_map(|grant| Raw::Other(Entry::Grant(grant))),
        1 => defaults(),
    ]
}

fn partitions() -> impl Strategy<Value = Partition> + Clone {
    prop_oneof![
        2 => Just(Partition::Platform),
        5 => Just(Partition::Tenant(TENANTS[0].to_owned())),
        1 => Just(Partition::Tenant(TENANTS[1].to_owned())),
        // No tenant has this id.
        1 => Just(Partition::Tenant(String::new())),
    ]
}

fn opens() -> impl Strategy<Value = Raw> + Clone {
    (
        any_of(&ACTIONS),
        any_of(&USER_TYPES),
        rules(true),
        ends(2),
        weighted(0.2),
    )
        .prop_map(|(action, user_type, more, until, outdated)| Raw::Open {
            action,
            user_type,
            more,
            until,
            outdated,
        })
}

fn blocks(
    by: impl Strategy<Value = By> + Clone,
    is_operators: bool,
) -> impl Strategy<Value = Raw> + Clone {
    let actions = || prop_oneof![any_of(&ALL_ACTIONS), any_of(&["both", "move"])];
    let cells = (actions(), any_of(&USER_TYPES))
        .prop_map(|(action, user_type)| Blocked::Cell { action, user_type });
    let of_all = prop_oneof![
        5 => cells,
        1 => actions().prop_map(Blocked::Action),
        1 => any_of(&PEOPLE).prop_map(Blocked::Person),
    ];
    let of_operators = prop_oneof![
        2 => any_of(&USER_TYPES).prop_map(Blocked::UserType),
        2 => any_of(&GRANTED_ROLES).prop_map(Blocked::Role),
        1 => any_of(&["acme", "globex", ""]).prop_map(Blocked::Tenant),
    ];
    let what = if is_operators {
        prop_oneof![7 => of_all, 5 => of_operators].boxed()
    } else {
        of_all.boxed()
    };
    (by, what, ends(1))
        .prop_map(|(by, what, until)| Raw::Other(Entry::Block(Block { by, what, until })))
}

fn custom_roles() -> impl Strategy<Value = CustomRole> + Clone {
    let stated = select(vec![Stated::Granted, Stated::Granted, Stated::Withheld]);
    let states = btree_map(any_of(&ACTIONS), stated, 0..=5);
    (partitions(), any_of(&CUSTOM_ROLES), states).prop_map(
        |(partition, key, states): (_, _, BTreeMap<_, _>)| CustomRole {
            partition,
            key,
            states,
        },
    )
}

fn groups() -> impl Strategy<Value = Raw> + Clone {
    (partitions(), any_of(&GROUPS))
        .prop_map(|(partition, key)| Raw::Other(Entry::Group { partition, key }))
}

fn members() -> impl Strategy<Value = Raw> + Clone {
    (partitions(), any_of(&GROUPS), any_of(&PEOPLE)).prop_map(|(partition, group, person)| {
        Raw::Other(Entry::Member {
            partition,
            group,
            person,
        })
    })
}

fn grants() -> impl Strategy<Value = Grant> + Clone {
    let to = prop_oneof![
        2 => any_of(&PEOPLE).prop_map(Holder::Person),
        1 => any_of(&GROUPS).prop_map(Holder::Group),
        1 => any_of(&USER_TYPES).prop_map(Holder::UserType),
    ];
    let on = option::weighted(0.4, places(0));
    (partitions(), to, any_of(&GRANTED_ROLES), on, ends(3)).prop_map(
        |(partition, to, role, on, until)| Grant {
            partition,
            to,
            role,
            on,
            until,
        },
    )
}

fn defaults() -> impl Strategy<Value = Raw> + Clone {
    (
        partitions(),
        any_of(&USER_TYPES),
        some_of(&GRANTED_ROLES, 0),
    )
        .prop_map(|(partition, user_type, roles): (_, _, BTreeSet<_>)| {
            Raw::Other(Entry::Default {
                partition,
                user_type,
                roles,
            })
        })
}
