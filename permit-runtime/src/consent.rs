//! What somebody lets another act on: a third party's application, an API token, a read-only mode.

use core::{fmt, marker::PhantomData};
use std::{
    collections::{BTreeMap, BTreeSet},
    time::SystemTime,
};

use crate::{Action, ActionOf, Permissions, Place, Subject};

/// What a subject has consented to: actions, optionally on some places only, until a time.
///
/// It gives nothing: [`Principal::delegated`](crate::Principal::delegated) takes away from what
/// the subject may do whatever is not in here. It holds action keys, so that it can be stored as
/// it is; a key that the catalogue no longer has grants nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Consent {
    actions: BTreeSet<String>,
    places: Option<BTreeSet<Place>>,
    until: Option<SystemTime>,
}

impl Consent {
    /// To the actions with these keys, everywhere, without an end.
    pub fn to(keys: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self {
            actions: keys.into_iter().map(Into::into).collect(),
            places: None,
            until: None,
        }
    }

    /// Only on contexts in one of these places. No place at all is nowhere.
    #[must_use]
    pub fn on(mut self, places: impl IntoIterator<Item = Place>) -> Self {
        self.places = Some(places.into_iter().collect());
        self
    }

    /// Only until `time`.
    #[must_use]
    pub const fn until(mut self, time: SystemTime) -> Self {
        self.until = Some(time);
        self
    }

    /// The keys of its actions, sorted: what is stored.
    pub fn actions(&self) -> impl Iterator<Item = &str> {
        self.actions.iter().map(String::as_str)
    }

    /// The places that it is limited to; `None` is everywhere.
    #[must_use]
    pub const fn places(&self) -> Option<&BTreeSet<Place>> {
        self.places.as_ref()
    }

    /// Until when it holds; `None` is without an end.
    #[must_use]
    pub const fn expiry(&self) -> Option<SystemTime> {
        self.until
    }
}

/// Several actions of one subject, as a tuple of types: `(ViewItem, EditItem)`.
pub trait ActionSet<S: Subject> {
    /// The keys of the actions.
    fn keys() -> Vec<&'static str>;
}

macro_rules! action_sets {
    ($($first:ident $($rest:ident)*;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<S: Subject, $first: ActionOf<S>, $($rest: ActionOf<S>),*> ActionSet<S>
            for ($first, $($rest,)*)
        {
            fn keys() -> Vec<&'static str> {
                vec![<$first as Action>::TABLE.key $(, <$rest as Action>::TABLE.key)*]
            }
        }
    )*};
}

action_sets! {
    A; A B; A B C; A B C D; A B C D E; A B C D E F; A B C D E F G; A B C D E F G H;
    A B C D E F G H I; A B C D E F G H I J; A B C D E F G H I J K; A B C D E F G H I J K L;
}

/// The one table that says which actions an OAuth scope stands for.
///
/// It is read when consent is given. What is stored is the keys, so that a scope which grows later
/// gives nothing to those whom nobody asked again.
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

    /// `scope` stands for these actions: `.scope::<(ViewItem, EditItem)>("items")`. Said twice, it
    /// stands for both.
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

    /// The scopes with the keys of their actions, sorted: what a consent page shows.
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
