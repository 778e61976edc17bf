//! Feature flags: asked once a principal, by name.

use std::collections::BTreeSet;

use crate::{Permissions, Subject};

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
    /// By the index of the action, the position in `names`.
    of_action: Box<[Option<usize>]>,
}

impl FlagIndex {
    pub(crate) fn of<S: Permissions>() -> Self {
        let names: BTreeSet<&str> = S::ACTIONS.iter().flat_map(|one| one.flags()).collect();
        let names: Box<[_]> = names.into_iter().collect();
        let of_action = S::ACTIONS
            .iter()
            .map(|table| table.flag.and_then(|flag| names.binary_search(&flag).ok()))
            .collect();
        Self { names, of_action }
    }

    /// Asks for all of them.
    pub(crate) fn resolve<S: Subject>(
        &self,
        source: Option<&dyn FlagSource<S>>,
        subject: &S,
    ) -> Box<[Option<bool>]> {
        self.names
            .iter()
            .map(|flag| source.and_then(|source| source.is_on(flag, subject)))
            .collect()
    }

    pub(crate) fn position(&self, flag: &str) -> Option<usize> {
        self.names.binary_search_by(|name| (*name).cmp(flag)).ok()
    }

    /// The position of the flag of an action that has one.
    #[inline]
    pub(crate) fn position_of_action(&self, action: usize) -> Option<usize> {
        self.of_action.get(action).copied().flatten()
    }
}
