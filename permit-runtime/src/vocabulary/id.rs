//! Ids of tenants and places.

use core::fmt;

/// The id of a tenant or a place: text, an integer or a UUID.
///
/// Each id has one canonical text, which is what `Display` prints and what a consent or a policy
/// stores: an integer is its decimal digits, and a UUID (feature `uuid`) is lower case with hyphens.
/// Two ids are equal when their canonical texts are equal, so the text `7` is the integer 7, and the
/// text `07` is not.
#[derive(Clone, Copy)]
pub struct Id<'a>(Form<'a>);

#[derive(Clone, Copy)]
enum Form<'a> {
    Text(&'a str),
    /// An integer that is not negative.
    Natural(u64),
    /// A negative integer.
    Negative(i64),
    #[cfg(feature = "uuid")]
    Uuid(uuid::Uuid),
}

impl<'a> Id<'a> {
    /// A text: as `From`, in a constant.
    #[must_use]
    pub const fn text(text: &'a str) -> Self {
        Self(Form::Text(text))
    }
}

impl Id<'_> {
    /// Whether it is the empty text: an id that the application left out. It belongs to nothing.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        matches!(self.0, Form::Text(text) if text.is_empty())
    }

    /// Whether both ids are known and equal. An empty id is unknown, so it never equals another.
    #[inline]
    #[must_use]
    pub fn is_known_as(self, other: Id<'_>) -> bool {
        !self.is_empty() && self == other
    }

    /// What `look` makes of its canonical text.
    pub(crate) fn with_text<R>(self, look: impl FnOnce(&str) -> R) -> R {
        match self.0 {
            Form::Text(text) => look(text),
            _ => look(&self.to_string()),
        }
    }

    /// Whether `text` is the canonical text of this id.
    fn is_written(self, text: &str) -> bool {
        match self.0 {
            Form::Text(own) => own == text,
            // Other spellings of the number, such as `07` and `+7`, are not its canonical text.
            Form::Natural(number) => {
                let plain = !text.starts_with('+') && (text == "0" || !text.starts_with('0'));
                plain && text.parse() == Ok(number)
            }
            Form::Negative(number) => !text.starts_with("-0") && text.parse() == Ok(number),
            #[cfg(feature = "uuid")]
            Form::Uuid(uuid) => {
                uuid.hyphenated()
                    .encode_lower(&mut uuid::Uuid::encode_buffer())
                    == text
            }
        }
    }
}

impl PartialEq<Id<'_>> for Id<'_> {
    #[inline]
    fn eq(&self, other: &Id<'_>) -> bool {
        match (self.0, other.0) {
            (Form::Text(text), _) => other.is_written(text),
            (_, Form::Text(text)) => self.is_written(text),
            (Form::Natural(one), Form::Natural(other)) => one == other,
            (Form::Negative(one), Form::Negative(other)) => one == other,
            #[cfg(feature = "uuid")]
            (Form::Uuid(one), Form::Uuid(other)) => one == other,
            _ => false,
        }
    }
}

impl Eq for Id<'_> {}

/// Its canonical text.
impl fmt::Display for Id<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Form::Text(text) => f.write_str(text),
            Form::Natural(number) => number.fmt(f),
            Form::Negative(number) => number.fmt(f),
            #[cfg(feature = "uuid")]
            Form::Uuid(uuid) => uuid.hyphenated().fmt(f),
        }
    }
}

impl fmt::Debug for Id<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Form::Text(text) => text.fmt(f),
            _ => fmt::Display::fmt(self, f),
        }
    }
}

/// A type whose values are ids of tenants or places: text, integers, UUIDs.
///
/// A type of the application's own implements it, so that `#[column(tenant)]` and
/// `#[column(place = "…")]` can read it. Lists also need its `FromStr`, which reads the canonical text,
/// and its `FilterValue`.
///
/// ```
/// # use permit_runtime::tenancy::{AsId, Id};
/// struct CompanyId(u64);
///
/// impl AsId for CompanyId {
///     fn as_id(&self) -> Id<'_> {
///         self.0.into()
///     }
/// }
/// ```
pub trait AsId {
    /// The id.
    fn as_id(&self) -> Id<'_>;
}

impl AsId for String {
    fn as_id(&self) -> Id<'_> {
        Id::text(self)
    }
}

impl<'a> From<&'a str> for Id<'a> {
    fn from(text: &'a str) -> Self {
        Self(Form::Text(text))
    }
}

impl<'a> From<&'a String> for Id<'a> {
    fn from(text: &'a String) -> Self {
        Self(Form::Text(text))
    }
}

macro_rules! integers {
    ($($natural:ty)*; $($signed:ty)*) => {
        $(
            impl From<$natural> for Id<'_> {
                fn from(number: $natural) -> Self {
                    Self(Form::Natural(number.into()))
                }
            }
        )*
        $(
            impl From<$signed> for Id<'_> {
                fn from(number: $signed) -> Self {
                    let number = i64::from(number);
                    Self(u64::try_from(number).map_or(Form::Negative(number), Form::Natural))
                }
            }
        )*
        $(
            impl AsId for $natural {
                fn as_id(&self) -> Id<'_> {
                    Id::from(*self)
                }
            }
        )*
        $(
            impl AsId for $signed {
                fn as_id(&self) -> Id<'_> {
                    Id::from(*self)
                }
            }
        )*
        $(
            impl From<&$natural> for Id<'_> {
                fn from(number: &$natural) -> Self {
                    Self::from(*number)
                }
            }
        )*
        $(
            impl From<&$signed> for Id<'_> {
                fn from(number: &$signed) -> Self {
                    Self::from(*number)
                }
            }
        )*
    };
}

integers!(u8 u16 u32 u64; i8 i16 i32 i64);

#[cfg(feature = "uuid")]
impl From<uuid::Uuid> for Id<'_> {
    fn from(uuid: uuid::Uuid) -> Self {
        Self(Form::Uuid(uuid))
    }
}

#[cfg(feature = "uuid")]
impl From<&uuid::Uuid> for Id<'_> {
    fn from(uuid: &uuid::Uuid) -> Self {
        Self(Form::Uuid(*uuid))
    }
}

#[cfg(feature = "uuid")]
impl AsId for uuid::Uuid {
    fn as_id(&self) -> Id<'_> {
        Id::from(*self)
    }
}

#[cfg(test)]
mod tests {
    use super::Id;

    #[test]
    fn an_integer_equals_its_canonical_text_and_no_other_spelling() {
        for (number, text) in [
            (7_i64, "7"),
            (0, "0"),
            (-7, "-7"),
            (i64::MIN, "-9223372036854775808"),
        ] {
            assert_eq!(Id::from(number), Id::from(text));
            assert_eq!(Id::from(text), Id::from(number));
            assert_eq!(Id::from(number).to_string(), text);
        }
        for other in ["07", "+7", " 7", "7.0", "", "8", "-7"] {
            assert_ne!(Id::from(7_u64), Id::from(other), "{other}");
        }
        for other in ["-07", "- 7", "7", "−7"] {
            assert_ne!(Id::from(-7_i32), Id::from(other), "{other}");
        }
        assert_ne!(Id::from(0_u8), Id::from("-0"));
        assert_eq!(Id::from(u64::MAX), Id::from("18446744073709551615"));
        assert_ne!(Id::from(-1_i64), Id::from(u64::MAX));
        assert_eq!(Id::from(7_i8), Id::from(&7_u32));
    }

    #[test]
    fn an_empty_id_is_unknown() {
        assert!(Id::from("").is_empty() && !Id::from("a").is_empty());
        assert!(!Id::from("").is_known_as(Id::from("")));
        assert!(Id::from("a").is_known_as(Id::from("a")));
        assert!(!Id::from("a").is_known_as(Id::from("b")));
        assert!(Id::from(0_u64).is_known_as(Id::from("0")));
    }

    #[cfg(feature = "uuid")]
    #[test]
    fn a_uuid_equals_its_canonical_text_and_no_other_spelling() {
        let text = "67e55044-10b1-426f-9247-bb680e5fe0c8";
        let uuid = uuid::Uuid::parse_str(text).unwrap();
        assert_eq!(Id::from(uuid).to_string(), text);
        assert_eq!(Id::from(uuid), Id::from(text));
        assert_eq!(Id::from(&uuid), Id::from(uuid));
        for other in [
            text.to_uppercase(),
            text.replace('-', ""),
            format!("{{{text}}}"),
        ] {
            assert_ne!(Id::from(uuid), Id::from(&other), "{other}");
        }
        assert_ne!(Id::from(uuid), Id::from(uuid::Uuid::nil()));
    }
}
