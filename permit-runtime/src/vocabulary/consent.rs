//! What a subject has consented to: for a third party's application, an API token, a read-only mode.

use std::{collections::BTreeSet, time::SystemTime};

use crate::vocabulary::Place;

/// What a subject has consented to: actions, optionally on some places only, until a time.
///
/// It only takes away: a principal under a consent may do what both the subject and the consent
/// allow. It holds the keys of actions, so it can be stored as it is. A key that the catalogue does
/// not have grants nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Consent {
    actions: BTreeSet<String>,
    places: Option<BTreeSet<Place>>,
    until: Option<SystemTime>,
}

impl Consent {
    /// To the actions with these keys, everywhere, without an end: for keys that were stored. A key that the
    /// catalogue does not have grants nothing, and neither does the key of an operation. [`of`](Self::of)
    /// takes actions by their types, and [`parse`](Self::parse) reports unknown keys.
    pub fn to(keys: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self {
            actions: keys.into_iter().map(Into::into).collect(),
            places: None,
            until: None,
        }
    }

    /// Only on contexts in one of these places. Without any place it is a consent to nothing.
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

    /// The places that it is limited to; `None` means everywhere.
    #[must_use]
    pub const fn places(&self) -> Option<&BTreeSet<Place>> {
        self.places.as_ref()
    }

    /// The time at which it ends; `None` means that it has no end.
    #[must_use]
    pub const fn expiry(&self) -> Option<SystemTime> {
        self.until
    }
}
