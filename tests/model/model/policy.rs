//! The policy: entries, each of one partition.

use std::collections::{BTreeMap, BTreeSet};

use super::{Place, Rule, Time};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Policy {
    /// The greatest age of a binding.
    pub(crate) stale: Time,
    pub(crate) entries: Vec<Entry>,
}

/// A partition whose entries customers write. The entries of operators are in `environment`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Partition {
    Platform,
    Tenant(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    /// Of the operator.
    Open(Open),
    /// Of the operator, or of a tenant.
    Block(Block),
    Role(CustomRole),
    Group {
        partition: Partition,
        key: String,
    },
    Member {
        partition: Partition,
        group: String,
        person: String,
    },
    Grant(Grant),
    /// The roles that subjects of a user type hold in this partition, instead of those of the code.
    Default {
        partition: Partition,
        user_type: String,
        roles: BTreeSet<String>,
    },
}

impl Entry {
    /// The partition of a customer's entry; `None` for an operator's.
    pub(crate) fn partition(&self) -> Option<&Partition> {
        match self {
            Self::Open(_) => None,
            Self::Block(block) => match &block.by {
                By::Operator => None,
                By::Tenant(partition) => Some(partition),
            },
            Self::Role(role) => Some(&role.partition),
            Self::Grant(grant) => Some(&grant.partition),
            Self::Group { partition, .. }
            | Self::Member { partition, .. }
            | Self::Default { partition, .. } => Some(partition),
        }
    }
}

/// The whole rule of a cell, wider than the code's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Open {
    pub(crate) action: String,
    pub(crate) user_type: String,
    pub(crate) rule: Rule,
    /// The rule of the code that it was made over.
    pub(crate) over: Rule,
    pub(crate) until: Option<Time>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) by: By,
    pub(crate) what: Blocked,
    /// `None` until it is lifted.
    pub(crate) until: Option<Time>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum By {
    Operator,
    /// The administrators of this partition, for its own people.
    Tenant(Partition),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Blocked {
    Cell { action: String, user_type: String },
    Action(String),
    UserType(String),
    Role(String),
    Person(String),
    Tenant(String),
}

/// A role of a tenant's own. It stands in for a built-in role of the same key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CustomRole {
    pub(crate) partition: Partition,
    pub(crate) key: String,
    /// What it states of each action that was reviewed.
    pub(crate) states: BTreeMap<String, Stated>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stated {
    Granted,
    Withheld,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Grant {
    pub(crate) partition: Partition,
    pub(crate) to: Holder,
    pub(crate) role: String,
    /// `None` is everywhere.
    pub(crate) on: Option<BTreeSet<Place>>,
    pub(crate) until: Option<Time>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Holder {
    Person(String),
    Group(String),
    UserType(String),
}
