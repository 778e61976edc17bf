//! The log of changes: each is signed together with the signature of the one before it.

use crate::key::SigningKey;

/// The head of a partition: how many changes it has, and the signature of the last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) revision: u64,
    /// Empty before the first change.
    pub(crate) mac: String,
}

/// One change as the log has it, without its signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Record {
    pub(crate) partition: String,
    pub(crate) revision: u64,
    /// In seconds since 1970.
    pub(crate) at: u64,
    pub(crate) actor: String,
    pub(crate) reason: String,
    pub(crate) request: Option<String>,
    /// The revision that the change was judged by.
    pub(crate) judged_by: u64,
    pub(crate) key_id: String,
    pub(crate) operations: Vec<Written>,
}

/// One entry before and after a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) subject: Option<String>,
    pub(crate) was: Option<String>,
    pub(crate) now: Option<String>,
}

impl Record {
    /// The signature of the change after one that has the signature `previous`. Each field is preceded by
    /// its length, so that no two changes are the same bytes.
    pub(crate) fn mac(&self, key: &SigningKey, previous: &str) -> String {
        let mut bytes = Vec::new();
        for text in [previous, &self.partition] {
            field(&mut bytes, Some(text));
        }
        for number in [self.revision, self.at, self.judged_by] {
            bytes.extend(number.to_be_bytes());
        }
        for text in [&self.actor, &self.reason, &self.key_id] {
            field(&mut bytes, Some(text));
        }
        field(&mut bytes, self.request.as_deref());
        for one in &self.operations {
            field(&mut bytes, Some(&one.kind));
            field(&mut bytes, Some(&one.name));
            for text in [&one.subject, &one.was, &one.now] {
                field(&mut bytes, text.as_deref());
            }
        }
        key.sign(&bytes)
    }
}

fn field(bytes: &mut Vec<u8>, text: Option<&str>) {
    bytes.push(u8::from(text.is_some()));
    if let Some(text) = text {
        bytes.extend((text.len() as u64).to_be_bytes());
        bytes.extend(text.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Record, Written};
    use crate::key::SigningKey;

    #[test]
    fn each_field_of_a_change_counts_for_its_signature() {
        let key = SigningKey::from_hex(&"7".repeat(64)).unwrap();
        let record = Record {
            partition: "environment".into(),
            revision: 2,
            at: 100,
            actor: "3".into(),
            reason: "fraud".into(),
            request: None,
            judged_by: 1,
            key_id: key.id(),
            operations: vec![Written {
                kind: "block".into(),
                name: "a/B".into(),
                subject: None,
                was: None,
                now: Some("{}".into()),
            }],
        };
        let mut changed = vec![record.clone(); 14];
        changed[0].partition = "platform".into();
        changed[1].revision = 3;
        changed[2].at = 101;
        changed[3].actor = "4".into();
        changed[4].reason = "fraud wave".into();
        changed[5].request = Some(String::new());
        changed[6].judged_by = 2;
        changed[7].key_id = String::new();
        changed[8].operations[0].kind = "open".into();
        changed[9].operations[0].name = "a/C".into();
        changed[10].operations[0].subject = Some("{}".into());
        changed[11].operations[0].was = Some("{}".into());
        changed[12].operations[0].now = None;
        changed[13].operations.clear();
        let mut macs: BTreeSet<_> = changed.iter().map(|one| one.mac(&key, "")).collect();
        macs.insert(record.mac(&key, ""));
        macs.insert(record.mac(&key, "0"));
        let other = SigningKey::from_hex(&"8".repeat(64)).unwrap();
        macs.insert(record.mac(&other, ""));
        assert_eq!(macs.len(), 17);
        // What moves from one field to the next is another change.
        let mut moved = record.clone();
        (moved.actor, moved.reason) = ("3f".into(), "raud".into());
        assert!(!macs.contains(&moved.mac(&key, "")));
    }
}
