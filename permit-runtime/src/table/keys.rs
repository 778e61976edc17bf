//! That no two actions of a catalogue have one key, found when the catalogue is compiled.

use crate::table::{
    Table,
    message::{Message, equal},
};

/// For each action of a catalogue the first one with its key, found when the catalogue is compiled.
///
/// A table of hashes with a chain for each slot: comparing each with each took rustc a minute for
/// a thousand actions, and open addressing in a full table a fifth of a second.
#[derive(Debug)]
pub struct Keys<const ACTIONS: usize>([usize; ACTIONS]);

impl<const ACTIONS: usize> Keys<ACTIONS> {
    /// Those of `actions`, of which there are as many as the type says.
    #[must_use]
    #[expect(
        clippy::indexing_slicing,
        reason = "evaluated at compile time, where an index out of bounds does not compile"
    )]
    pub const fn of<T: 'static>(actions: &[Table<T>]) -> Self {
        const NONE: usize = usize::MAX;
        let mut firsts = [NONE; ACTIONS];
        // The latest action in each slot, and for each action the one before it in its slot.
        let mut latest = [NONE; ACTIONS];
        let mut before = [NONE; ACTIONS];
        let mut hashes = [0; ACTIONS];
        let mut index = 0;
        while index < ACTIONS {
            let key = actions[index].key();
            let hash = hash(key);
            let slot = hash % ACTIONS;
            let mut other = latest[slot];
            while other != NONE && !(hashes[other] == hash && equal(actions[other].key(), key)) {
                other = before[other];
            }
            firsts[index] = if other == NONE { index } else { firsts[other] };
            hashes[index] = hash;
            before[index] = latest[slot];
            latest[slot] = index;
            index += 1;
        }
        Self(firsts)
    }

    /// Refuses an action whose key another one before it has.
    #[track_caller]
    #[expect(clippy::indexing_slicing, reason = "as above")]
    pub const fn assert_new<T: 'static>(&self, actions: &[Table<T>], index: usize) {
        if self.0[index] == index {
            assert_never_was(actions, &actions[index]);
            return;
        }
        let (other, one) = (&actions[self.0[index]], &actions[index]);
        // The same action, listed twice by two paths, is rustc's to report.
        let same = one.line() == other.line()
            && equal(one.name(), other.name())
            && equal(one.module(), other.module());
        if !same {
            let message = Message::new()
                .and("actions `")
                .and(other.name())
                .and("` and `")
                .and(one.name())
                .and("` have the same key `")
                .and(one.key())
                .and("`; give one of them another: `name = \"...\"`");
            message.fail("two actions have the same key");
        }
    }
}

/// Refuses an action with an old key that is now the key of an action: rows that were stored under it would be
/// rows of both.
#[track_caller]
const fn assert_never_was<T: 'static>(actions: &[Table<T>], action: &Table<T>) {
    let mut was = action.was();
    while let Some((old, rest)) = was.split_first() {
        let mut left = actions;
        while let Some((other, others)) = left.split_first() {
            if equal(other.key(), old) {
                let message = Message::new().and("the old key `").and(old);
                let message = message.and("` is the key of action `").and(other.name());
                message.and("`").fail("an old key is the key of an action");
            }
            if other.line() != action.line() || !equal(other.key(), action.key()) {
                assert_not_shared(old, action, other);
            }
            left = others;
        }
        was = rest;
    }
}

/// Refuses an old key that two actions have.
#[track_caller]
const fn assert_not_shared<T: 'static>(old: &str, one: &Table<T>, other: &Table<T>) {
    let mut was = other.was();
    while let Some((key, rest)) = was.split_first() {
        if equal(key, old) {
            let message = Message::new().and("the old key `").and(old);
            let message = message.and("` is that of action `").and(other.name());
            let message = message.and("` and of action `").and(one.name()).and("`");
            message.fail("two actions have the same old key");
        }
        was = rest;
    }
}

/// FNV-1a.
const fn hash(key: &str) -> usize {
    let mut hash: usize = 0x811c_9dc5;
    let mut left = key.as_bytes();
    while let Some((byte, rest)) = left.split_first() {
        hash = (hash ^ *byte as usize).wrapping_mul(0x0100_0193);
        left = rest;
    }
    hash
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::hash;

    /// Otherwise a catalogue of a thousand actions compares each key with each.
    #[test]
    fn keys_that_differ_in_a_letter_have_different_hashes() {
        let keys = (0..10_000).map(|number| format!("edit_item_{number}"));
        let hashes: HashSet<usize> = keys.map(|key| hash(&key)).collect();
        assert_eq!(hashes.len(), 10_000);
        assert_ne!(hash("ab"), hash("ba"));
    }
}
