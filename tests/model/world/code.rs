//! Catalogues.

use std::collections::{BTreeMap, BTreeSet};

use proptest::{
    bool::weighted,
    collection::vec,
    option,
    prelude::{Just, Strategy, any},
    prop_oneof,
};

use super::names::{ACTIONS, CONDITIONS, FLAG, ROLES, USER_TYPES, some_of};
use crate::model::{Action, Code, Condition, Part, Role, Rule, UserType};

/// A rule. One without `granted` is for a user type that has no grants.
pub(crate) fn rules(granted: bool) -> impl Strategy<Value = Rule> + Clone {
    let names: Vec<&str> = if granted {
        vec!["granted", "granted", "owner", "in_region", "on_call"]
    } else {
        vec!["owner", "in_region", "on_call"]
    };
    let alternative = vec(proptest::sample::select(names), 1..=2);
    let alternatives = vec(alternative, 1..=3).prop_map(|all| Rule {
        alternatives: all
            .into_iter()
            .map(|names| names.into_iter().map(Condition::of).collect())
            .collect(),
    });
    prop_oneof![
        2 => Just(Rule::deny()),
        4 => Just(Rule::allow()),
        7 => alternatives,
    ]
}

/// A catalogue of five actions and two operations.
pub(crate) fn catalogues(tenants: bool) -> impl Strategy<Value = Code> + Clone {
    let tables: Vec<_> = ACTIONS.iter().map(|key| actions(key)).collect();
    let roles: Vec<_> = ROLES.iter().map(|key| roles(key)).collect();
    (
        tables,
        operation("both", &[("view", ""), ("edit", "")]),
        operation("move", &[("close", "from"), ("share", "")]),
        roles,
    )
        .prop_map(move |(mut actions, both, moved, roles)| {
            actions.extend([both, moved]);
            Code {
                tenants,
                user_types: user_types(),
                actions,
                roles,
            }
        })
}

fn user_types() -> Vec<UserType> {
    let of = |name: &&str| UserType {
        name: (*name).to_owned(),
        anonymous: *name == "anonymous",
        platform: ["support", "auditor"].contains(name),
        internal: *name == "robot",
    };
    USER_TYPES.iter().map(of).collect()
}

fn actions(key: &'static str) -> impl Strategy<Value = Action> + Clone {
    let rows: Vec<_> = USER_TYPES
        .iter()
        .map(|name| rules(!["anonymous", "robot"].contains(name)))
        .collect();
    (rows, some_of(&ROLES, 1), rest()).prop_map(move |(rows, roles, rest)| {
        let names = USER_TYPES.iter().map(|name| (*name).to_owned());
        let rows: BTreeMap<_, _> = names.zip(rows).collect();
        let says_granted = rows.values().any(|row| row.asks(&Condition::Granted));
        Action {
            key: key.to_owned(),
            rows,
            roles: if says_granted { roles } else { BTreeSet::new() },
            ..rest
        }
    })
}

fn operation(
    key: &'static str,
    parts: &'static [(&'static str, &'static str)],
) -> impl Strategy<Value = Action> + Clone {
    let part = |(action, on): &(&str, &str)| Part {
        action: (*action).to_owned(),
        on: (*on).to_owned(),
    };
    rest().prop_map(move |rest| Action {
        key: key.to_owned(),
        parts: parts.iter().map(part).collect(),
        ..rest
    })
}

/// What actions and operations have.
fn rest() -> impl Strategy<Value = Action> + Clone {
    let required = option::weighted(0.25, proptest::sample::select(&CONDITIONS[..]));
    (weighted(0.2), required, weighted(0.2), weighted(0.2)).prop_map(
        |(flag, required, barred, fixed)| Action {
            flag: flag.then(|| FLAG.to_owned()),
            requirements: required.into_iter().map(Condition::of).collect(),
            barred,
            fixed,
            ..Action::default()
        },
    )
}

fn roles(key: &'static str) -> impl Strategy<Value = Role> + Clone {
    let holders = &["member", "lead", "support"];
    (any::<bool>(), some_of(holders, 1)).prop_map(move |(is_default, default_for)| Role {
        key: key.to_owned(),
        default_for: if is_default && key != "admin" {
            default_for
        } else {
            BTreeSet::new()
        },
    })
}
