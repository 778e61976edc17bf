//! Which flags a catalogue names, and which of them are on for one subject.

use std::collections::BTreeSet;

use crate::table::{ActionIndices, Permissions, Table};

/// Every flag that a catalogue names, and which of them guards which action.
#[derive(Debug)]
pub(crate) struct FlagIndex {
    /// Sorted, each once.
    names: Box<[&'static str]>,
    /// The actions that have a flag, by index, each with the position of its flag in `names`.
    guarded: Box<[(usize, usize)]>,
}

impl FlagIndex {
    pub(crate) fn of<S: Permissions>() -> Self {
        let names: BTreeSet<&str> = S::ACTIONS.iter().flat_map(Table::flags).collect();
        let names: Box<[_]> = names.into_iter().collect();
        let guarded = S::ACTIONS
            .iter()
            .enumerate()
            .filter_map(|(action, table)| Some((action, names.binary_search(&table.flag()?).ok()?)))
            .collect();
        Self { names, guarded }
    }

    /// Asks for all of them.
    pub(crate) fn read(&self, state: impl Fn(&'static str) -> Option<bool>) -> Flags {
        let states: Box<[_]> = self.names.iter().map(|flag| state(flag)).collect();
        let on = |position: usize| states.get(position) == Some(&Some(true));
        let guarded = self.guarded.iter();
        let actions = guarded.filter(|(_, position)| on(*position));
        let actions = ActionIndices::with(actions.map(|(action, _)| *action));
        Flags { states, actions }
    }

    pub(crate) fn names(&self) -> &[&'static str] {
        &self.names
    }

    pub(crate) fn position(&self, flag: &str) -> Option<usize> {
        self.names.binary_search_by(|name| (*name).cmp(flag)).ok()
    }
}

/// The flags of one subject.
#[derive(Debug)]
pub(crate) struct Flags {
    /// In the order of the index.
    states: Box<[Option<bool>]>,
    /// The actions whose flag is known to be on. A decision reads this.
    actions: ActionIndices,
}

impl Flags {
    pub(crate) fn state(&self, position: usize) -> Option<bool> {
        self.states.get(position).copied().flatten()
    }

    /// Whether the flag of the action with this index is known to be on.
    #[inline]
    pub(crate) fn is_on_for(&self, action: usize) -> bool {
        self.actions.contain(action)
    }
}
