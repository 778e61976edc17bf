//! What a policy holds beside the code, with who made it and why.

use std::{collections::HashMap, time::SystemTime};

use permit_runtime::Permissions;

use crate::{
    assembled::{Standing, standing},
    entry::{Fact, Kind},
    moment,
    store::{Process, Sqlite, StoreError},
};

/// What a policy holds beside the code.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// The environment of the store.
    pub environment: String,
    /// The number of changes so far.
    pub revision: u64,
    /// The blocks and opens, by kind and name.
    pub entries: Vec<Held>,
    /// The processes that have reported in the last day.
    pub processes: Vec<Process>,
}

/// A block or an open.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Which of the two.
    pub kind: Kind,
    /// What it is about: `edit_item/Seller`.
    pub name: String,
    /// What it comes to now.
    pub standing: Standing,
    /// The rule that an open puts in force.
    pub rule: Option<String>,
    /// The rule of the code over which an open was made.
    pub over: Option<String>,
    /// What the callers whom a block denies are told.
    pub message: Option<String>,
    /// When it ends.
    pub until: Option<SystemTime>,
    /// Who made it.
    pub actor: String,
    /// Why.
    pub reason: String,
    /// When it was made.
    pub at: SystemTime,
}

impl Status {
    /// The blocks and opens of one kind that are in force.
    pub fn in_force(&self, kind: Kind) -> impl Iterator<Item = &Held> {
        let of_kind = self.entries.iter().filter(move |one| one.kind == kind);
        of_kind.filter(|one| one.standing == Standing::InForce)
    }
}

impl Sqlite {
    /// What the policy holds now, as the program of this subject understands it.
    ///
    /// # Errors
    ///
    /// When the store or an entry cannot be read.
    pub async fn status<S: Permissions>(&self) -> Result<Status, StoreError> {
        let snapshot = self.snapshot().await?;
        let mut changes = HashMap::new();
        for change in self.history(u32::MAX).await? {
            for operation in change.operations {
                let made = (change.actor.clone(), change.reason.clone(), change.at);
                changes
                    .entry((operation.kind, operation.name))
                    .or_insert(made);
            }
        }
        let now = moment::seconds(SystemTime::now());
        let mut entries = Vec::new();
        for entry in &snapshot.entries {
            let fact = Fact::read(entry)?;
            let made = changes.remove(&(entry.kind.clone(), entry.name.clone()));
            let (actor, reason, at) = made.unwrap_or_else(|| {
                let unknown = "not in the log".to_owned();
                (unknown.clone(), unknown, SystemTime::UNIX_EPOCH)
            });
            let standing = standing::<S>(&fact, now);
            let until = fact.until().map(moment::time);
            let (kind, name) = (fact.kind(), fact.name());
            let (rule, over, message) = match fact {
                Fact::Block(_, value) => (None, None, value.message),
                Fact::Open(_, value) => (Some(value.rule), Some(value.over), None),
            };
            entries.push(Held {
                kind,
                name,
                standing,
                rule,
                over,
                message,
                until,
                actor,
                reason,
                at,
            });
        }
        Ok(Status {
            environment: self.environment().to_owned(),
            revision: snapshot.head.revision,
            entries,
            processes: self.processes().await?,
        })
    }
}
