//! What the code says: user types with their marks, actions with their tables, built-in roles.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

/// One condition of a rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Condition {
    /// The subject is the owner of the context.
    Owner,
    /// A grant of a role covers the context.
    Granted,
    /// A condition of the application, by its name.
    Of(String),
}

impl Condition {
    pub(crate) fn of(name: &str) -> Self {
        match name {
            "owner" => Self::Owner,
            "granted" => Self::Granted,
            name => Self::Of(name.to_owned()),
        }
    }
}

/// One cell: alternatives, of which one has to hold with all of its conditions. No alternative is `deny`,
/// and an alternative without conditions is `allow`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rule {
    pub(crate) alternatives: BTreeSet<BTreeSet<Condition>>,
}

impl Rule {
    pub(crate) fn deny() -> Self {
        Self::default()
    }

    pub(crate) fn allow() -> Self {
        Self {
            alternatives: BTreeSet::from([BTreeSet::new()]),
        }
    }

    /// `deny`, `allow`, or alternatives of conditions: `owner & draft | on_call`.
    pub(crate) fn read(text: &str) -> Self {
        match text {
            "deny" => Self::deny(),
            "allow" => Self::allow(),
            alternatives => Self {
                alternatives: alternatives
                    .split('|')
                    .map(|all| {
                        all.split('&')
                            .map(|one| Condition::of(one.trim()))
                            .collect()
                    })
                    .collect(),
            },
        }
    }

    pub(crate) fn is_deny(&self) -> bool {
        self.alternatives.is_empty()
    }

    /// Whether it allows wherever `other` allows: each alternative of `other` contains one of this rule.
    pub(crate) fn is_at_least_as_wide_as(&self, other: &Self) -> bool {
        other.alternatives.iter().all(|needed| {
            self.alternatives
                .iter()
                .any(|enough| enough.is_subset(needed))
        })
    }

    /// Whether both mean the same, however they are written.
    pub(crate) fn is_the_same_as(&self, other: &Self) -> bool {
        self.is_at_least_as_wide_as(other) && other.is_at_least_as_wide_as(self)
    }

    pub(crate) fn asks(&self, condition: &Condition) -> bool {
        self.alternatives.iter().any(|all| all.contains(condition))
    }

    /// Allows where this rule or `other` allows.
    pub(crate) fn or(&self, other: &Self) -> Self {
        Self {
            alternatives: &self.alternatives | &other.alternatives,
        }
    }
}

pub(super) static DENY: LazyLock<Rule> = LazyLock::new(Rule::deny);
static ALLOW: LazyLock<Rule> = LazyLock::new(Rule::allow);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UserType {
    pub(crate) name: String,
    pub(crate) anonymous: bool,
    pub(crate) platform: bool,
    pub(crate) internal: bool,
}

/// An action that an operation needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) action: String,
    /// The part of the operation's context that it is decided on; empty for all of it.
    pub(crate) on: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Action {
    pub(crate) key: String,
    /// The actions that it needs. An action that needs some is an operation.
    pub(crate) parts: Vec<Part>,
    /// The rule of each user type. An operation has none.
    pub(crate) rows: BTreeMap<String, Rule>,
    /// The built-in roles that grant it.
    pub(crate) roles: BTreeSet<String>,
    pub(crate) flag: Option<String>,
    pub(crate) requirements: BTreeSet<Condition>,
    /// Never done by an impersonated principal.
    pub(crate) barred: bool,
    pub(crate) fixed: bool,
}

impl Action {
    pub(crate) fn is_operation(&self) -> bool {
        !self.parts.is_empty()
    }

    /// The rule in the code. That of an operation is `allow`.
    pub(crate) fn rule(&self, user_type: &str) -> &Rule {
        if self.is_operation() {
            return &ALLOW;
        }
        self.rows.get(user_type).unwrap_or(&DENY)
    }
}

/// A built-in role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Role {
    pub(crate) key: String,
    /// The user types whose subjects hold it unless their tenant says otherwise.
    pub(crate) default_for: BTreeSet<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Code {
    /// Whether contexts belong to tenants.
    pub(crate) tenants: bool,
    pub(crate) user_types: Vec<UserType>,
    pub(crate) actions: Vec<Action>,
    pub(crate) roles: Vec<Role>,
}

impl Code {
    pub(crate) fn action(&self, key: &str) -> Option<&Action> {
        self.actions.iter().find(|one| one.key == key)
    }

    pub(crate) fn user_type(&self, name: &str) -> Option<&UserType> {
        self.user_types.iter().find(|one| one.name == name)
    }

    pub(crate) fn role(&self, key: &str) -> Option<&Role> {
        self.roles.iter().find(|one| one.key == key)
    }
}
