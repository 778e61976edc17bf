//! The shop's catalogue in the model's terms: written by hand, and compared with what the catalogue says.

use std::collections::BTreeSet;

use permit::matrix::{Matrix, MatrixAction, Premise};

use super::shop::User;
use crate::model::{Action, Code, Condition, Part, Rule, UserType};

/// By key, the rule of each user type, in their order.
const TABLES: [(&str, [&str; 7]); 12] = [
    (
        "view",
        [
            "published",
            "owner | published",
            "allow",
            "allow",
            "deny",
            "published",
            "deny",
        ],
    ),
    (
        "edit",
        [
            "deny",
            "owner & same_region",
            "owner | same_region",
            "deny",
            "allow",
            "deny",
            "allow",
        ],
    ),
    (
        "share",
        ["deny", "owner", "allow", "allow", "trained", "deny", "deny"],
    ),
    (
        "publish",
        [
            "deny",
            "owner & in_trial",
            "owner | in_trial",
            "deny",
            "allow",
            "deny",
            "published",
        ],
    ),
    (
        "purge",
        [
            "published & trained & in_trial",
            "owner & published & same_region & trained & in_trial",
            "owner & published | same_region & trained",
            "owner & same_region & in_trial | owner & trained & in_trial \
             | published & same_region & in_trial | published & trained & in_trial",
            "owner | published | same_region | trained | in_trial",
            "deny",
            "allow",
        ],
    ),
    (
        "open",
        [
            "deny",
            "owner | active",
            "allow",
            "active",
            "deny",
            "allow",
            "deny",
        ],
    ),
    (
        "close",
        ["deny", "owner", "allow", "deny", "allow", "deny", "trained"],
    ),
    (
        "read",
        ["urgent", "allow", "allow", "allow", "allow", "deny", "deny"],
    ),
    (
        "announce",
        ["deny", "deny", "urgent", "deny", "allow", "deny", "allow"],
    ),
    (
        "search",
        [
            "deny", "trained", "allow", "in_trial", "in_trial", "allow", "deny",
        ],
    ),
    (
        "export",
        [
            "allow", "deny", "trained", "allow", "allow", "trained", "trained",
        ],
    ),
    (
        "act_as",
        ["deny", "deny", "deny", "trained", "allow", "deny", "deny"],
    ),
];

/// By key, the actions and the parts of the context that they are decided on.
const OPERATIONS: [(&str, [(&str, &str); 2]); 3] = [
    ("copy", [("view", ""), ("edit", "")]),
    ("release", [("view", ""), ("edit", "")]),
    ("transfer", [("edit", "document"), ("close", "to")]),
];

const NAMES: [&str; 7] = [
    "Anonymous",
    "Member",
    "Lead",
    "Auditor",
    "Operator",
    "Robot",
    "Sweeper",
];

/// The keys of the actions with tables.
pub(super) fn keys() -> [&'static str; 12] {
    TABLES.map(|(key, _)| key)
}

pub(super) fn code() -> Code {
    let types = NAMES.map(|name| UserType {
        name: name.to_owned(),
        anonymous: name == "Anonymous",
        platform: ["Auditor", "Operator"].contains(&name),
        internal: ["Robot", "Sweeper"].contains(&name),
    });
    let tables = TABLES.map(|(key, rules)| {
        let rows = NAMES.into_iter().zip(rules);
        Action {
            key: key.to_owned(),
            rows: rows
                .map(|(name, rule)| (name.to_owned(), Rule::read(rule)))
                .collect(),
            ..Action::default()
        }
    });
    let operations = OPERATIONS.map(|(key, parts)| Action {
        key: key.to_owned(),
        parts: parts
            .map(|(action, on)| Part {
                action: action.to_owned(),
                on: on.to_owned(),
            })
            .into(),
        ..Action::default()
    });
    let mut actions: Vec<_> = tables.into_iter().chain(operations).collect();
    for action in &mut actions {
        action.barred = ["publish", "release", "act_as"].contains(&action.key.as_str());
        let (flag, required): (_, &[&str]) = match action.key.as_str() {
            "share" => (Some("sharing"), &["published"]),
            "publish" => (None, &["trained", "same_region"]),
            "release" => (Some("releasing"), &["trained"]),
            "close" => (None, &["active"]),
            "announce" => (Some("sharing"), &[]),
            "export" => (None, &["in_trial"]),
            _ => (None, &[]),
        };
        action.flag = flag.map(str::to_owned);
        action.requirements = required.iter().map(|name| Condition::of(name)).collect();
    }
    Code {
        tenants: true,
        user_types: types.into(),
        actions,
        roles: Vec::new(),
    }
}

/// The rule of one cell of the matrix, without the flag and the requirements: each set of conditions for
/// which it allows.
fn rule_of(action: &MatrixAction, user_type: usize) -> Rule {
    let names: Vec<_> = action
        .conditions
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    let required = |name: &str| {
        let mut requirements = action.requirements.iter();
        requirements.any(|one| one.name == name) && !names.contains(&name)
    };
    let mut rule = Rule::deny();
    for set in 0_u32..1 << names.len() {
        let held: BTreeSet<_> = names
            .iter()
            .enumerate()
            .filter(|(index, _)| set >> index & 1 == 1)
            .map(|(_, name)| *name)
            .collect();
        let allows = action.cells[user_type].allows(|premise| match premise {
            Premise::Flag(_) => true,
            Premise::Owner(_) => held.contains("owner"),
            Premise::Granted(_) => held.contains("granted"),
            Premise::Condition { name, .. } => required(name) || held.contains(name.as_str()),
        });
        if allows {
            let all = held.into_iter().map(Condition::of).collect();
            rule.alternatives.insert(all);
        }
    }
    rule
}

#[test]
fn the_description_says_what_the_catalogue_says() {
    let (described, matrix) = (code(), Matrix::of::<User>());
    assert!(matrix.tenants && described.tenants);
    let types = matrix.user_types.iter().map(|one| UserType {
        name: one.name.clone(),
        anonymous: one.anonymous,
        platform: one.platform,
        internal: one.internal,
    });
    assert_eq!(types.collect::<Vec<_>>(), described.user_types);
    assert_eq!(matrix.actions.len(), described.actions.len());
    for action in &described.actions {
        let said = matrix.action(&action.key).unwrap();
        let about = format!("{}: {said:?}", action.key);
        assert_eq!(
            (&said.flag, said.never_impersonated),
            (&action.flag, action.barred)
        );
        let requirements = said.requirements.iter();
        let requirements: BTreeSet<_> = requirements.map(|one| Condition::of(&one.name)).collect();
        assert_eq!(requirements, action.requirements, "{about}");
        let parts = said.parts.iter().map(|part| Part {
            action: part.key.clone(),
            on: part.on.clone(),
        });
        assert_eq!(parts.collect::<Vec<_>>(), action.parts, "{about}");
        for (index, name) in NAMES.iter().enumerate().filter(|_| !action.is_operation()) {
            let (rule, cell) = (action.rule(name), rule_of(said, index));
            assert!(rule.is_the_same_as(&cell), "{name}: {rule:?}, {cell:?}");
        }
    }
    let conditions = matrix.actions.iter().map(|one| one.conditions.len());
    assert_eq!(conditions.sum::<usize>(), 24);
}
