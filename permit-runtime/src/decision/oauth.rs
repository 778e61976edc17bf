//! OAuth scopes: which actions each stands for.

use core::{fmt, marker::PhantomData};
use std::collections::{BTreeMap, BTreeSet};

use crate::{decision::ActionSet, table::Permissions, vocabulary::Consent};

/// The one table that says which actions an OAuth scope stands for.
///
/// It is read when consent is given. A consent stores the keys of the actions, so a scope that grows
/// later gives nothing to applications that were connected before.
pub struct OAuthScopes<S> {
    scopes: BTreeMap<&'static str, BTreeSet<&'static str>>,
    of: PhantomData<fn() -> S>,
}

impl<S: Permissions> OAuthScopes<S> {
    /// A table without a scope.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            scopes: BTreeMap::new(),
            of: PhantomData,
        }
    }

    /// `scope` stands for these actions: `.scope::<(ViewItem, EditItem)>("items")`. An operation stands for
    /// the actions that it needs. If a scope is given twice, it stands for both.
    #[must_use]
    pub fn scope<Actions: ActionSet<S>>(mut self, scope: &'static str) -> Self {
        self.scopes
            .entry(scope)
            .or_default()
            .extend(Actions::keys());
        self
    }

    /// The consent to a scope parameter as it comes in, scopes between spaces. A scope that the
    /// table does not have grants nothing.
    #[must_use]
    pub fn consent(&self, requested: &str) -> Consent {
        let known = requested
            .split_ascii_whitespace()
            .filter_map(|scope| self.scopes.get(scope));
        Consent::to(known.flatten().copied())
    }

    /// The scopes with the keys of their actions, sorted, for a page that asks for consent.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &BTreeSet<&'static str>)> {
        self.scopes.iter().map(|(scope, keys)| (*scope, keys))
    }
}

impl<S: Permissions> Default for OAuthScopes<S> {
    fn default() -> Self {
        Self::new()
    }
}

impl<S> fmt::Debug for OAuthScopes<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(&self.scopes).finish()
    }
}
