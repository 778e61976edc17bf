//! Sets of actions of one catalogue: one bit for each, by index.

/// Some actions of a catalogue.
#[derive(Clone, Debug, Default)]
pub(crate) struct Actions {
    /// The first ones. Here, because most catalogues have no others, and a decision that knows its
    /// action then reads one word without asking how many there are.
    first: u64,
    others: Box<[u64]>,
}

impl Actions {
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
