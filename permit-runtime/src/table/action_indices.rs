//! Sets of actions of one catalogue, by index.

/// Some actions of a catalogue: one bit for each.
#[derive(Clone, Debug, Default)]
pub(crate) struct ActionIndices {
    /// The first 64 actions. Most catalogues have no others, and a decision that knows its action
    /// then reads one word without a length.
    first: u64,
    others: Box<[u64]>,
}

impl ActionIndices {
    /// Those with these indices.
    pub(crate) fn with(indices: impl IntoIterator<Item = usize>) -> Self {
        let (mut first, mut others) = (0, Vec::new());
        for index in indices {
            let bit = 1_u64 << (index % 64);
            let Some(word) = (index / 64).checked_sub(1) else {
                first |= bit;
                continue;
            };
            if others.len() <= word {
                others.resize(word + 1, 0);
            }
            if let Some(word) = others.get_mut(word) {
                *word |= bit;
            }
        }
        Self {
            first,
            others: others.into(),
        }
    }

    /// Adds those of `other`.
    pub(crate) fn join(&mut self, other: &Self) {
        self.first |= other.first;
        if self.others.len() < other.others.len() {
            let mut others = core::mem::take(&mut self.others).into_vec();
            others.resize(other.others.len(), 0);
            self.others = others.into();
        }
        for (one, other) in self.others.iter_mut().zip(&other.others) {
            *one |= other;
        }
    }

    /// Whether no action is in each of `sets`. No set excludes nothing.
    pub(crate) fn have_none_in_common<'a>(sets: impl IntoIterator<Item = &'a Self>) -> bool {
        let common = sets.into_iter().cloned().reduce(|common, set| Self {
            first: common.first & set.first,
            others: common
                .others
                .iter()
                .zip(&set.others)
                .map(|(one, other)| one & other)
                .collect(),
        });
        common
            .is_some_and(|common| common.first == 0 && common.others.iter().all(|word| *word == 0))
    }

    /// Whether the action with this index is one of them.
    #[inline]
    pub(crate) fn contain(&self, index: usize) -> bool {
        let word = match (index / 64).checked_sub(1) {
            None => self.first,
            Some(word) => self.others.get(word).copied().unwrap_or(0),
        };
        word >> (index % 64) & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::ActionIndices;

    fn none_in_common(sets: &[&[usize]]) -> bool {
        let sets = sets
            .iter()
            .map(|set| ActionIndices::with(set.iter().copied()));
        ActionIndices::have_none_in_common(&sets.collect::<Vec<_>>())
    }

    #[test]
    fn joined_sets_contain_the_actions_of_both() {
        for (one, other) in [([1, 70], [2, 300]), ([2, 300], [1, 70])] {
            let mut joined = ActionIndices::with(one);
            joined.join(&ActionIndices::with(other));
            let contained = (0..400).filter(|index| joined.contain(*index));
            assert_eq!(contained.collect::<Vec<_>>(), [1, 2, 70, 300]);
        }
    }

    #[test]
    fn sets_with_an_action_in_common_exclude_something_only() {
        assert!(!none_in_common(&[]));
        assert!(none_in_common(&[&[]]) && none_in_common(&[&[1], &[]]));
        assert!(none_in_common(&[&[1], &[2]]) && !none_in_common(&[&[1, 2], &[2, 3]]));
        assert!(!none_in_common(&[&[70, 200], &[70]]) && none_in_common(&[&[200], &[70]]));
        assert!(none_in_common(&[&[1, 2], &[2, 3], &[1, 3]]));
    }
}
