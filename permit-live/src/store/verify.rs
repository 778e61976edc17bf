//! Whether the log and the entries are what was written.

use core::fmt;
use std::collections::BTreeMap;

use sqlx::Connection;

use crate::{
    key::SigningKey,
    log::{Head, Record},
    store::{READERS_WAIT, Sqlite, StoreError, read},
};

/// A place where the store is not what permit wrote.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// A change of the log was edited, or was signed with another key.
    Edited {
        /// Its revision.
        revision: u64,
    },
    /// A change of the log was removed.
    Removed {
        /// Its revision.
        revision: u64,
    },
    /// The log ends before the head, or with another change than the head says.
    Truncated {
        /// The last revision of the log.
        last: u64,
        /// The revision of the head.
        head: u64,
    },
    /// An entry is not what the log says: it was edited, added or removed.
    Entry {
        /// The kind of the entry.
        kind: String,
        /// What it is about.
        name: String,
    },
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Edited { revision } => {
                write!(
                    f,
                    "change {revision} was edited, or signed with another key"
                )
            }
            Self::Removed { revision } => write!(f, "change {revision} was removed"),
            Self::Truncated { last, head } => {
                write!(
                    f,
                    "the log ends with change {last}, and the head is at change {head}"
                )
            }
            Self::Entry { kind, name } => {
                write!(f, "the {kind} `{name}` is not what the log says")
            }
        }
    }
}

impl Sqlite {
    /// Compares the log with its signatures, and the entries with the log. Nothing is found where all of it
    /// is what permit wrote.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn verify(&self, key: &SigningKey) -> Result<Vec<Finding>, StoreError> {
        let mut connection = self.connect(READERS_WAIT).await?;
        let mut transaction = connection.begin().await?;
        let head = read::head(&mut transaction).await?;
        let entries = read::entries(&mut transaction).await?;
        let records = read::records(&mut transaction).await?;
        transaction.commit().await?;
        let mut found = of_log(key, &records, &head);
        let entries = entries
            .into_iter()
            .map(|entry| ((entry.kind, entry.name), entry.value));
        found.extend(of_entries(&records, entries.collect()));
        Ok(found)
    }
}

fn of_log(key: &SigningKey, records: &[(Record, String)], head: &Head) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut before = Head::default();
    for (record, mac) in records {
        let removed = before.revision + 1..record.revision;
        // What follows a gap cannot be compared with what came before it.
        let follows = removed.is_empty();
        found.extend(removed.map(|revision| Finding::Removed { revision }));
        if follows && record.mac(key, &before.mac) != *mac {
            found.push(Finding::Edited {
                revision: record.revision,
            });
        }
        before = Head {
            revision: record.revision,
            mac: mac.clone(),
        };
    }
    if before != *head {
        found.push(Finding::Truncated {
            last: before.revision,
            head: head.revision,
        });
    }
    found
}

/// The entries that are not what the last change of each says.
fn of_entries(
    records: &[(Record, String)],
    mut entries: BTreeMap<(String, String), String>,
) -> Vec<Finding> {
    let mut expected = BTreeMap::new();
    for operation in records.iter().flat_map(|(record, _)| &record.operations) {
        let name = (operation.kind.clone(), operation.name.clone());
        match &operation.now {
            Some(now) => expected.insert(name, now.clone()),
            None => expected.remove(&name),
        };
    }
    entries.retain(|name, value| {
        let expected = expected.remove(name);
        expected.as_ref() != Some(value)
    });
    let mut names: Vec<_> = entries.into_keys().chain(expected.into_keys()).collect();
    names.sort_unstable();
    let findings = names
        .into_iter()
        .map(|(kind, name)| Finding::Entry { kind, name });
    findings.collect()
}
