//! Sets of actions of one catalogue: one bit for each, by index.

/// Some actions of a catalogue.
#[derive(Clone, Debug, Default)]
pub(crate) struct Actions(Box<[u64]>);

impl Actions {
    /// Those with these indices.
    pub(crate) fn with(indices: impl IntoIterator<Item = usize>) -> Self {
        let mut words = Vec::new();
        for index in indices {
            let word = index / 64;
            if words.len() <= word {
                words.resize(word + 1, 0_u64);
            }
            if let Some(word) = words.get_mut(word) {
                *word |= 1 << (index % 64);
            }
        }
        Self(words.into())
    }

    /// Whether the action with this index is one of them.
    #[inline]
    pub(crate) fn contain(&self, index: usize) -> bool {
        let word = self.0.get(index / 64);
        word.is_some_and(|word| word >> (index % 64) & 1 == 1)
    }
}
