//! Where a context is: itself and what contains it.

/// The places that a context is in: `(kind, id)`, the innermost first.
///
/// A report names itself and its project, so that a consent for the project covers it.
#[derive(Clone, Copy, Debug)]
pub struct Places<'a> {
    places: [Option<(&'static str, PlaceId<'a>)>; MOST],
}

/// The most places that one context may name. A further one is not kept, and so covers nothing.
const MOST: usize = 8;

impl<'a> Places<'a> {
    /// Nowhere: nothing that is given for some places only covers it.
    #[must_use]
    pub const fn nowhere() -> Self {
        Self {
            places: [None; MOST],
        }
    }

    /// And in this one. A context names at most eight; a further one covers nothing.
    #[must_use]
    pub fn and(mut self, kind: &'static str, id: impl Into<PlaceId<'a>>) -> Self {
        if let Some(free) = self.places.iter_mut().find(|place| place.is_none()) {
            *free = Some((kind, id.into()));
        }
        self
    }

    /// Whether this place is one of them.
    pub(crate) fn contain(&self, place: &Place) -> bool {
        let mut known = self.places.iter().flatten();
        known.any(|(kind, id)| *kind == place.kind && id.is(&place.id))
    }
}

/// The id of a place, as the context has it.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceId<'a> {
    /// Text.
    Text(&'a str),
    /// A number; stored, it is its decimal digits.
    Number(u64),
}

impl PlaceId<'_> {
    /// Whether it is what is stored as `id`. Nothing is an empty id.
    fn is(self, id: &str) -> bool {
        match self {
            Self::Text(text) => !text.is_empty() && text == id,
            // Only the one way to write a number is that number.
            Self::Number(number) => {
                let plain = !id.starts_with('+') && (id == "0" || !id.starts_with('0'));
                plain && id.parse() == Ok(number)
            }
        }
    }
}

impl<'a> From<&'a str> for PlaceId<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for PlaceId<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<u64> for PlaceId<'_> {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for PlaceId<'_> {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

/// A place as it is stored: in a consent, for example.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// What kind of thing it is.
    pub kind: String,
    /// Which one.
    pub id: String,
}

impl Place {
    /// One.
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
/// implement this. Without the word no context is anywhere, and what is given for some places only
/// covers nothing.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say where it is",
    label = "the context of this action is not `Placed`",
    note = "the catalogue says `places`: write `impl permit::Placed for {Self}`"
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
    fn an_empty_id_is_no_place() {
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
