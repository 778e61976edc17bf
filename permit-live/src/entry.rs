//! The entries of a policy, as they are stored and as what they mean.

use core::fmt;

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::target::{Cell, Target};

/// An entry as it is stored: `(kind, name) → value`. The value is JSON in one form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Entry {
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) until: Option<u64>,
    pub(crate) value: String,
}

/// What an entry means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fact {
    Block(Target, BlockValue),
    Open(Cell, OpenValue),
}

/// The value of a block.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BlockValue {
    /// What the callers whom it denies are told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) message: Option<String>,
    /// The second in which it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) until: Option<u64>,
}

/// The value of an open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OpenValue {
    /// The rule that it puts in force.
    pub(crate) rule: String,
    /// The rule of the code over which it was made.
    pub(crate) over: String,
    /// The second in which it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) until: Option<u64>,
}

/// The kinds of entries. A store with another kind was written by another version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A block.
    Block,
    /// An open.
    Open,
}

impl Kind {
    /// The word for it in the store.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Block => "block",
            Self::Open => "open",
        }
    }
}

impl Fact {
    pub(crate) const fn kind(&self) -> Kind {
        match self {
            Self::Block(..) => Kind::Block,
            Self::Open(..) => Kind::Open,
        }
    }

    /// What it is about: `edit_item/Seller`.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Block(target, _) => target.to_string(),
            Self::Open(cell, _) => cell.to_string(),
        }
    }

    /// The second in which it ends.
    pub(crate) const fn until(&self) -> Option<u64> {
        match self {
            Self::Block(_, value) => value.until,
            Self::Open(_, value) => value.until,
        }
    }

    /// The value as it is stored.
    pub(crate) fn value(&self) -> String {
        // These types have only fields that JSON can hold.
        match self {
            Self::Block(_, value) => serde_json::to_string(value),
            Self::Open(_, value) => serde_json::to_string(value),
        }
        .unwrap_or_default()
    }

    /// Reads an entry strictly: what is not exactly as this version writes it is an error, never a fact that
    /// is left out.
    ///
    /// # Errors
    ///
    /// When the kind is unknown, or the name or the value is malformed.
    pub(crate) fn read(entry: &Entry) -> Result<Self, Malformed> {
        let malformed = |why: String| Malformed {
            entry: format!("{} `{}`", entry.kind, entry.name),
            why,
        };
        let target = |name: &str| name.parse().map_err(|not| malformed(format!("{not}")));
        let fact = match entry.kind.as_str() {
            "block" => Self::Block(target(&entry.name)?, json(&entry.value).map_err(malformed)?),
            "open" => {
                let cell = entry.name.parse();
                let cell = cell.map_err(|not| malformed(format!("{not}")))?;
                Self::Open(cell, json(&entry.value).map_err(malformed)?)
            }
            kind => {
                return Err(malformed(format!(
                    "this version knows no entries of the kind `{kind}`; run a version that does"
                )));
            }
        };
        if fact.until() != entry.until {
            return Err(malformed("its column `until` says another end".to_owned()));
        }
        if fact.value() != entry.value {
            return Err(malformed(
                "its value is not in the form that permit writes".to_owned(),
            ));
        }
        Ok(fact)
    }

    pub(crate) fn entry(&self) -> Entry {
        Entry {
            kind: self.kind().word().to_owned(),
            name: self.name(),
            until: self.until(),
            value: self.value(),
        }
    }
}

fn json<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|error| format!("its value cannot be read: {error}"))
}

/// An entry that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    pub(crate) entry: String,
    pub(crate) why: String,
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the {}: {}", self.entry, self.why)
    }
}

impl core::error::Error for Malformed {}

#[cfg(test)]
mod tests {
    use super::{Entry, Fact};

    fn entry(kind: &str, name: &str, until: Option<u64>, value: &str) -> Entry {
        Entry {
            kind: kind.to_owned(),
            name: name.to_owned(),
            until,
            value: value.to_owned(),
        }
    }

    #[test]
    fn an_entry_reads_back_as_it_is_written() {
        for entry in [
            entry("block", "edit_item/Seller", None, "{}"),
            entry(
                "block",
                "edit_item/*",
                Some(7),
                r#"{"message":"a \"b\"","until":7}"#,
            ),
            entry(
                "open",
                "edit_item/Seller",
                None,
                r#"{"rule":"allow","over":"allow if owner"}"#,
            ),
        ] {
            assert_eq!(Fact::read(&entry).unwrap().entry(), entry);
        }
    }

    #[test]
    fn an_entry_that_is_not_as_permit_writes_it_is_refused() {
        let until = r#"{"until":7}"#;
        for (entry, says) in [
            (
                entry("grant", "a/B", None, "{}"),
                "the grant `a/B`: this version knows no entries of the kind `grant`",
            ),
            (
                entry("Block", "a/B", None, "{}"),
                "no entries of the kind `Block`",
            ),
            (
                entry("block", "a", None, "{}"),
                "the block `a`: `a` names no cell",
            ),
            (
                entry("open", "a/*", None, r#"{"rule":"allow","over":"deny"}"#),
                "names no cell",
            ),
            (entry("block", "a/B", None, "{"), "cannot be read"),
            (
                entry("block", "a/B", None, r#"{"messag":"x"}"#),
                "unknown field",
            ),
            (
                entry("block", "a/B", None, r#"{"message":7}"#),
                "cannot be read",
            ),
            (entry("block", "a/B", Some(7), "{}"), "says another end"),
            (entry("block", "a/B", None, until), "says another end"),
            (
                entry("block", "a/B", Some(7), r#"{ "until":7}"#),
                "not in the form",
            ),
            (
                entry("open", "a/B", None, r#"{"rule":"allow"}"#),
                "missing field",
            ),
        ] {
            let error = Fact::read(&entry).unwrap_err().to_string();
            assert!(error.contains(says), "{error}");
        }
    }
}
