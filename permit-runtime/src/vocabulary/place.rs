//! Where a context is: itself and what contains it.

use core::fmt;
use std::collections::{HashMap, HashSet};

use crate::vocabulary::Id;

/// The places that a context is in: `(kind, id)`, the innermost first.
///
/// A report names itself and its project, so a consent for the project covers the report.
#[derive(Clone, Copy, Debug)]
pub struct Places<'a> {
    places: [Option<(&'static str, Id<'a>)>; MOST],
}

/// The most places that one context may name. A further one is not kept, and so covers nothing.
const MOST: usize = 8;

impl<'a> Places<'a> {
    /// Nowhere: what is given for some places only does not cover the context.
    #[must_use]
    pub const fn nowhere() -> Self {
        Self {
            places: [None; MOST],
        }
    }

    /// Adds a place. A context names at most eight; a further one covers nothing.
    #[must_use]
    pub fn and(mut self, kind: &'static str, id: impl Into<Id<'a>>) -> Self {
        if let Some(free) = self.places.iter_mut().find(|place| place.is_none()) {
            *free = Some((kind, id.into()));
        }
        self
    }

    /// Each of them, the innermost first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'static str, Id<'a>)> {
        self.places.iter().flatten().copied()
    }

    /// Whether one of them is in `set`. An empty id is not a place.
    pub(crate) fn meet(&self, set: &PlaceSet) -> bool {
        self.iter()
            .any(|(kind, id)| !id.is_empty() && set.contains(kind, id))
    }
}

/// A place as it is stored: in a consent, for example.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// What kind of thing it is.
    pub kind: String,
    /// Its id, as its canonical text.
    pub id: String,
}

impl Place {
    /// The place of this kind and id.
    pub fn new(kind: impl Into<String>, id: &(impl ToString + ?Sized)) -> Self {
        Self {
            kind: kind.into(),
            id: id.to_string(),
        }
    }
}

/// Places as they are stored, each found by its hash.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct PlaceSet {
    // The hashes have a seed of their own in each set, because ids are customers'.
    ids: HashMap<String, HashSet<String>>,
}

impl PlaceSet {
    /// Whether the place of this kind and id is one of them.
    #[must_use]
    pub fn contains<'a>(&self, kind: &str, id: impl Into<Id<'a>>) -> bool {
        let of_kind = self.ids.get(kind);
        of_kind.is_some_and(|ids| id.into().with_text(|text| ids.contains(text)))
    }

    /// The ids of the places of this kind, sorted.
    pub fn of_kind(&self, kind: &str) -> impl Iterator<Item = &str> {
        let ids = self.ids.get(kind).into_iter().flatten();
        sorted(ids.map(String::as_str))
    }

    /// Each place as its kind and its id, sorted: what is stored.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = self.ids.iter();
        sorted(all.flat_map(|(kind, ids)| ids.iter().map(|id| (kind.as_str(), id.as_str()))))
    }

    /// How many they are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.values().map(HashSet::len).sum()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }
}

fn sorted<T: Ord>(all: impl Iterator<Item = T>) -> impl Iterator<Item = T> {
    let mut all: Vec<T> = all.collect();
    all.sort_unstable();
    all.into_iter()
}

impl FromIterator<Place> for PlaceSet {
    fn from_iter<I: IntoIterator<Item = Place>>(places: I) -> Self {
        let mut by_kind: HashMap<String, Vec<String>> = HashMap::new();
        for place in places {
            by_kind.entry(place.kind).or_default().push(place.id);
        }
        // A set that knows its size does not hash its ids again while it grows.
        let ids = by_kind.into_iter();
        Self {
            ids: ids
                .map(|(kind, ids)| (kind, ids.into_iter().collect()))
                .collect(),
        }
    }
}

impl fmt::Debug for PlaceSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

/// A context that says where it is.
///
/// When the catalogue says `permissions! { <User: UserType, places> … }`, every context has to
/// implement this. Without the word no context is in a place, and what is given for some places only
/// covers nothing. A context with columns gets it from `#[column(place = "…")]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say where it is",
    label = "the context of this action is not `Placed`",
    note = "the catalogue says `places`: where the ids of its places are fields, write `#[derive(permit::Columns)]` \
            above `{Self}`, and `#[column(place = \"...\")]` above each",
    note = "if no `{Self}` is in a place, write `#[columns(nowhere)]` below the derive",
    note = "else write `impl permit::places::Placed for {Self}`"
)]
pub trait Placed {
    /// Itself and what contains it.
    fn places(&self) -> Places<'_>;
}

#[diagnostic::do_not_recommend]
impl Placed for () {
    fn places(&self) -> Places<'_> {
        Places::nowhere()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(places: &Places<'_>, kind: &str, id: &str) -> bool {
        places.meet(&PlaceSet::from_iter([Place::new(kind, id)]))
    }

    #[test]
    fn a_number_is_one_place_however_it_is_written() {
        let places = Places::nowhere().and("item", 7_u64);
        assert!(met(&places, "item", "7"));
        for other in ["07", "+7", " 7", "7.0", "", "8"] {
            assert!(!met(&places, "item", other), "{other}");
        }
        assert!(!met(&places, "order", "7"));
        for number in [i64::MIN, -7, -1, 0, i64::MAX] {
            let places = Places::nowhere().and("item", number);
            assert!(met(&places, "item", &number.to_string()));
        }
        let places = Places::nowhere().and("item", u64::MAX);
        assert!(met(&places, "item", "18446744073709551615") && !met(&places, "item", "-1"));
    }

    #[test]
    fn an_empty_id_is_not_a_place() {
        let places = Places::nowhere().and("item", "");
        assert!(!met(&places, "item", ""));
    }

    #[test]
    fn a_ninth_place_covers_nothing() {
        let places = (0..9_u64).fold(Places::nowhere(), |places, id| places.and("item", id));
        assert!(met(&places, "item", "7"));
        assert!(!met(&places, "item", "8"));
    }

    #[test]
    fn a_set_of_places_tells_kinds_apart() {
        let set: PlaceSet = [("item", "1"), ("order", "2"), ("item", "1")]
            .map(|(kind, id)| Place::new(kind, id))
            .into_iter()
            .collect();
        assert!(set.contains("item", "1") && set.contains("order", 2_u64));
        assert!(!set.contains("item", "2") && !set.contains("order", "1"));
        assert!(set.len() == 2 && !set.is_empty() && PlaceSet::default().is_empty());
        let of_kind = |kind| set.of_kind(kind).collect::<Vec<_>>();
        assert_eq!((of_kind("item"), of_kind("none")), (vec!["1"], vec![]));
    }
}
