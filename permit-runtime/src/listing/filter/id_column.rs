//! Columns with the id of a tenant or a place.

use core::str::FromStr;
use std::{borrow::Cow, sync::Arc};

use crate::{
    listing::filter::{FilterValue, Value},
    vocabulary::{AsId, Id},
};

/// The type of a field in whose column the id of a tenant or a place stands. A check asks it for the id,
/// and a list reads an id as a value of the column.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the id of a tenant or a place",
    label = "neither text, an integer or a UUID, nor an `Option` of one",
    note = "a type of the application's own is one if it implements `permit::tenancy::AsId`, \
            `permit::filter::FilterValue` and `FromStr`",
    note = "if the id is computed, write a column of the type that is stored"
)]
pub trait IdColumn {
    /// The id, or `None` when it is unknown.
    fn id(&self) -> Option<Id<'_>>;

    /// The value of the column.
    fn stored(&self) -> Value;

    /// Reads the canonical text of an id as a value of the column; `None` when the column cannot hold it.
    ///
    /// Other spellings are not the id, as where a context names its own tenant and places: `07` is not 7,
    /// and an empty text is not an id. What was read is converted back as a check converts the field.
    fn read(id: &str) -> Option<Value>;
}

#[diagnostic::do_not_recommend]
impl<T: AsId + FromStr + FilterValue> IdColumn for T {
    fn id(&self) -> Option<Id<'_>> {
        Some(self.as_id())
    }

    fn stored(&self) -> Value {
        self.value()
    }

    fn read(id: &str) -> Option<Value> {
        let read = id.parse::<T>().ok()?;
        let is_canonical = read.as_id().is_known_as(Id::text(id));
        is_canonical.then(|| read.value())
    }
}

#[diagnostic::do_not_recommend]
impl<T: IdColumn> IdColumn for Option<T> {
    fn id(&self) -> Option<Id<'_>> {
        self.as_ref()?.id()
    }

    fn stored(&self) -> Value {
        self.as_ref().map_or(Value::Null, T::stored)
    }

    fn read(id: &str) -> Option<Value> {
        T::read(id)
    }
}

/// Pointers to `str`, which has no `FromStr`.
macro_rules! texts {
    ($($text:ty)*) => {$(
        #[diagnostic::do_not_recommend]
        impl IdColumn for $text {
            fn id(&self) -> Option<Id<'_>> {
                Some(Id::text(self))
            }

            fn stored(&self) -> Value {
                self.value()
            }

            fn read(id: &str) -> Option<Value> {
                (!id.is_empty()).then(|| id.value())
            }
        }
    )*};
}

texts!(&str Box<str> Arc<str> Cow<'_, str>);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_read_without_the_option_of_its_column() {
        assert_eq!(u64::read("7"), Some(7_u64.value()));
        assert_eq!(Option::<u64>::read("7"), Some(7_u64.value()));
        assert_eq!(Option::<Option<i8>>::read("-7"), Some((-7_i8).value()));
        for other in ["07", "+7", " 7", "7.0", "", "x", "18446744073709551616"] {
            assert_eq!(u64::read(other), None, "{other}");
            assert_eq!(Option::<u64>::read(other), None, "{other}");
        }
        assert_eq!(i8::read("128"), None);
    }

    #[test]
    fn an_id_in_a_column_of_text_is_read_as_text() {
        type Read = fn(&str) -> Option<Value>;
        let columns: [Read; 7] = [
            String::read,
            <&'static str>::read,
            Option::<&'static str>::read,
            Cow::<'static, str>::read,
            Arc::<str>::read,
            Box::<str>::read,
            Option::<String>::read,
        ];
        for read in columns {
            for text in ["7", "07", "acme", " "] {
                assert_eq!(read(text), Some(text.value()));
            }
            assert_eq!(read(""), None, "an empty text is not an id");
        }
    }

    #[test]
    fn an_unknown_id_stands_in_a_column_as_null() {
        assert_eq!(None::<u64>.stored(), Value::Null);
        assert_eq!(None::<&str>.id(), None);
        assert_eq!(Some("a").stored(), "a".value());
        assert_eq!(Some(7_u64).id(), Some(Id::from(7_u64)));
    }
}
