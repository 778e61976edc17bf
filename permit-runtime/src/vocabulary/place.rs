//! Where a context is: itself and what contains it.

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

    /// Whether this place is one of them. An empty id is not a place.
    pub(crate) fn contain(&self, place: &Place) -> bool {
        self.iter()
            .any(|(kind, id)| kind == place.kind && id.is_known_as(Id::from(&place.id)))
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

/// A context that says where it is.
///
/// When the catalogue says `permissions! { <User: UserType, places> … }`, every context has to
/// implement this. Without the word no context is in a place, and what is given for some places only
/// covers nothing. A context with columns gets it from `#[column(place = "…")]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say where it is",
    label = "the context of this action is not `Placed`",
    note = "the catalogue says `places`: write `impl permit::places::Placed for {Self}`"
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

    #[test]
    fn a_number_is_one_place_however_it_is_written() {
        let places = Places::nowhere().and("item", 7_u64);
        assert!(places.contain(&Place::new("item", &7)));
        for other in ["07", "+7", " 7", "7.0", "", "8"] {
            assert!(!places.contain(&Place::new("item", other)), "{other}");
        }
        assert!(!places.contain(&Place::new("order", &7)));
    }

    #[test]
    fn an_empty_id_is_not_a_place() {
        let places = Places::nowhere().and("item", "");
        assert!(!places.contain(&Place::new("item", "")));
    }

    #[test]
    fn a_ninth_place_covers_nothing() {
        let places = (0..9_u64).fold(Places::nowhere(), |places, id| places.and("item", id));
        assert!(places.contain(&Place::new("item", &7)));
        assert!(!places.contain(&Place::new("item", &8)));
    }
}
