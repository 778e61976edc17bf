//! Feature flags: asked once a principal, by name.

use std::collections::BTreeSet;

use crate::{Permissions, Subject, bits::Actions};

/// Where the state of feature flags comes from.
///
/// A source is asked once for each flag that the catalogue names when a
/// [`Principal`](crate::Principal) is made, so that all decisions of a request agree. It sees the
/// subject, never the context.
pub trait FlagSource<S>: Send + Sync + 'static {
    /// Whether `flag` is on for `subject`; `None` when the source does not know, because the flag
    /// is new to it or because it is out of reach. Only `Some(true)` is on.
    fn is_on(&self, flag: &str, subject: &S) -> Option<bool>;
}

impl<S, F> FlagSource<S> for F
where
    F: Fn(&str, &S) -> Option<bool> + Send + Sync + 'static,
{
    fn is_on(&self, flag: &str, subject: &S) -> Option<bool> {
        self(flag, subject)
    }
}

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
        let names: BTreeSet<&str> = S::ACTIONS.iter().flat_map(|one| one.flags()).collect();
        let names: Box<[_]> = names.into_iter().collect();
        let guarded = S::ACTIONS
            .iter()
            .enumerate()
            .filter_map(|(action, table)| Some((action, names.binary_search(&table.flag?).ok()?)))
            .collect();
        Self { names, guarded }
    }

    /// Asks for all of them.
    pub(crate) fn resolve<S: Subject>(
        &self,
        source: Option<&dyn FlagSource<S>>,
        subject: &S,
    ) -> Flags {
        let states: Box<[_]> = self
            .names
            .iter()
            .map(|flag| source.and_then(|source| source.is_on(flag, subject)))
            .collect();
        let on = |position: usize| states.get(position) == Some(&Some(true));
        let guarded = self.guarded.iter();
        let actions = guarded.filter(|(_, position)| on(*position));
        let actions = Actions::with(actions.map(|(action, _)| *action));
        Flags { states, actions }
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.names.iter().copied()
    }

    pub(crate) fn position(&self, flag: &str) -> Option<usize> {
        self.names.binary_search_by(|name| (*name).cmp(flag)).ok()
    }
}

/// What the source said for one subject.
#[derive(Debug)]
pub(crate) struct Flags {
    /// In the order of the index.
    states: Box<[Option<bool>]>,
    /// The actions whose flag is known to be on: what a decision reads.
    actions: Actions,
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
