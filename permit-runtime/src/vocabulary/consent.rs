//! What a subject has consented to: for a third party's application, an API token, a read-only mode.

use core::fmt;
use std::{collections::HashSet, sync::Arc, time::SystemTime};

use crate::vocabulary::{Place, PlaceSet};

/// What a subject has consented to: actions, optionally on some places only, until a time.
///
/// It only takes away: a principal under a consent may do what both the subject and the consent
/// allow. It holds the keys of actions, so it can be stored as it is. A key that the catalogue does
/// not have grants nothing.
///
/// It names at most [`Consent::MOST`] actions and as many places. A consent that is given more is a
/// consent to nothing, and every denial under it has the cause [`Cause::ConsentTooLarge`].
///
/// [`Cause::ConsentTooLarge`]: crate::refusal::Cause::ConsentTooLarge
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Consent {
    // Shared, because each guard of a request narrows its principal by the same consents.
    actions: Arc<HashSet<String>>,
    places: Option<Arc<PlaceSet>>,
    until: Option<SystemTime>,
    too_large: bool,
}

impl Consent {
    /// The most actions, and the most places, that one consent may name.
    pub const MOST: usize = 100_000;

    /// To the actions with these keys, everywhere, without an end: for keys that were stored. A key that the
    /// catalogue does not have grants nothing, and neither does the key of an operation. [`of`](Self::of)
    /// takes actions by their types, and [`parse`](Self::parse) reports unknown keys.
    ///
    /// With more than [`Consent::MOST`] keys it is a consent to nothing.
    pub fn to(keys: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let mut keys = keys.into_iter().map(Into::into);
        let actions = keys.by_ref().take(Self::MOST).collect();
        let this = Self {
            actions: Arc::new(actions),
            ..Self::default()
        };
        this.unless(keys.next().is_some())
    }

    /// Only on contexts in one of these places. Without any place it is a consent to nothing, and so it
    /// is with more than [`Consent::MOST`].
    #[must_use]
    pub fn on(mut self, places: impl IntoIterator<Item = Place>) -> Self {
        let mut places = places.into_iter();
        self.places = Some(Arc::new(places.by_ref().take(Self::MOST).collect()));
        self.unless(places.next().is_some())
    }

    /// Only until `time`.
    #[must_use]
    pub const fn until(mut self, time: SystemTime) -> Self {
        self.until = Some(time);
        self
    }

    /// The same, or a consent to nothing. Dropping the excess instead would depend on the order in
    /// which it was given.
    fn unless(mut self, too_large: bool) -> Self {
        if too_large || self.too_large {
            self.too_large = true;
            self.actions = Arc::default();
            self.places = Some(Arc::default());
        }
        self
    }

    /// The keys of its actions, sorted: what is stored.
    pub fn actions(&self) -> impl Iterator<Item = &str> {
        let mut actions: Vec<_> = self.actions.iter().map(String::as_str).collect();
        actions.sort_unstable();
        actions.into_iter()
    }

    /// Whether it names the action with this key.
    #[must_use]
    pub fn names(&self, key: &str) -> bool {
        self.actions.contains(key)
    }

    /// The places that it is limited to; `None` means everywhere.
    #[must_use]
    pub fn places(&self) -> Option<&PlaceSet> {
        self.places.as_deref()
    }

    /// The time at which it ends; `None` means that it has no end.
    #[must_use]
    pub const fn expiry(&self) -> Option<SystemTime> {
        self.until
    }

    /// Whether it was given more than [`Consent::MOST`] actions or places, so that it is a consent to
    /// nothing.
    #[must_use]
    pub const fn is_too_large(&self) -> bool {
        self.too_large
    }
}

impl fmt::Debug for Consent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Consent")
            .field("actions", &self.actions().collect::<Vec<_>>())
            .field("places", &self.places())
            .field("until", &self.until)
            .field("too_large", &self.too_large)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::{Consent, Place};

    fn keys(many: usize) -> impl Iterator<Item = String> {
        (0..many).map(|key| key.to_string())
    }

    fn places(many: usize) -> impl Iterator<Item = Place> {
        (0..many).map(|id| Place::new("item", &id))
    }

    #[test]
    fn a_consent_that_is_given_too_much_is_a_consent_to_nothing_and_says_so() {
        let full = Consent::to(keys(Consent::MOST)).on(places(Consent::MOST));
        assert!(!full.is_too_large() && full.names("99999"));
        assert_eq!(full.places().map(super::PlaceSet::len), Some(Consent::MOST));
        for consent in [
            Consent::to(keys(Consent::MOST + 1)),
            Consent::to(keys(Consent::MOST + 1)).on(places(1)),
            Consent::to(keys(1)).on(places(Consent::MOST + 1)),
            Consent::to(keys(1))
                .on(places(Consent::MOST + 1))
                .on(places(1)),
            // It stops reading what never ends.
            Consent::to(std::iter::repeat("a")),
            Consent::to(["a"]).on(std::iter::repeat_with(|| Place::new("item", "1"))),
        ] {
            assert!(consent.is_too_large());
            assert_eq!(consent.actions().count(), 0);
            assert!(consent.places().is_some_and(super::PlaceSet::is_empty));
        }
    }

    #[test]
    fn what_is_stored_of_a_consent_is_sorted() {
        let consent = Consent::to(["view", "edit", "view"]).on([
            Place::new("item", "2"),
            Place::new("item", "1"),
            Place::new("drawer", "9"),
        ]);
        let stored: Vec<_> = consent.actions().collect();
        assert_eq!(stored, ["edit", "view"]);
        let places: Vec<_> = consent.places().unwrap().iter().collect();
        assert_eq!(places, [("drawer", "9"), ("item", "1"), ("item", "2")]);
    }
}
