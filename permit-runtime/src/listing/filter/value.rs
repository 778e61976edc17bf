//! The values that a column is compared with.

use std::{borrow::Cow, sync::Arc};

/// A value of a filter. It is bound as a parameter, never written into the text of a query.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Unknown, or absent.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number. A number that no database can hold is compared as beyond all that it can.
    Integer(i128),
    /// Text, compared byte by byte.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// A time: the nanoseconds since the beginning of 1970, in UTC for an instant, and as it is written
    /// for a time without a zone. A date is its first nanosecond.
    Time(i128),
}

/// What kind of [`Value`] the values of a type are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// [`Value::Bool`].
    Bool,
    /// [`Value::Integer`].
    Integer,
    /// [`Value::Text`].
    Text,
    /// [`Value::Bytes`].
    Bytes,
    /// A UUID. Its value is a [`Value::Text`], the canonical text.
    Uuid,
    /// A [`Value::Time`] that is an instant, wherever it was taken.
    Instant,
    /// A [`Value::Time`] that is a date and a time of day without a time zone.
    DateTime,
    /// A [`Value::Time`] that is a date.
    Date,
}

/// A type whose values a database can compare: equal here is equal there.
///
/// An application's own type joins by saying what stands in the column: an enum that is stored as
/// text gives its text, and its kind is [`ValueKind::Text`]. Two values are equal in Rust exactly when
/// they give the same [`Value`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be compared in a filter",
    label = "a database is not known to compare it as Rust does",
    note = "a type of the application's own says what stands in the column: \
            `impl permit::filter::FilterValue for {Self}`"
)]
pub trait FilterValue {
    /// What kind of value stands in the column. What is unknown or absent has no kind of its own.
    const KIND: ValueKind;

    /// What stands in the column.
    fn value(&self) -> Value;
}

/// A type of which a database knows the order: `<` here is `<` there.
///
/// Text has none, because a database sorts it by its collation. `Option` has none, because an unknown
/// value is neither before nor after any other.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no order in a filter",
    label = "a database is not known to order it as Rust does",
    note = "numbers and times have one; text does not, because a database sorts it by its collation"
)]
pub trait OrderedValue: FilterValue {}

macro_rules! whole_numbers {
    ($($number:ty)*) => {$(
        impl FilterValue for $number {
            const KIND: ValueKind = ValueKind::Integer;

            fn value(&self) -> Value {
                Value::Integer(i128::from(*self))
            }
        }

        impl OrderedValue for $number {}
    )*};
}

whole_numbers!(i8 i16 i32 i64 u8 u16 u32 u64);

impl FilterValue for bool {
    const KIND: ValueKind = ValueKind::Bool;

    fn value(&self) -> Value {
        Value::Bool(*self)
    }
}

impl FilterValue for str {
    const KIND: ValueKind = ValueKind::Text;

    fn value(&self) -> Value {
        Value::Text(self.to_owned())
    }
}

impl FilterValue for String {
    const KIND: ValueKind = ValueKind::Text;

    fn value(&self) -> Value {
        self.as_str().value()
    }
}

impl FilterValue for Cow<'_, str> {
    const KIND: ValueKind = ValueKind::Text;

    fn value(&self) -> Value {
        Value::Text(self.as_ref().to_owned())
    }
}

impl FilterValue for [u8] {
    const KIND: ValueKind = ValueKind::Bytes;

    fn value(&self) -> Value {
        Value::Bytes(self.to_vec())
    }
}

impl FilterValue for Vec<u8> {
    const KIND: ValueKind = ValueKind::Bytes;

    fn value(&self) -> Value {
        self.as_slice().value()
    }
}

impl<const LENGTH: usize> FilterValue for [u8; LENGTH] {
    const KIND: ValueKind = ValueKind::Bytes;

    fn value(&self) -> Value {
        self.as_slice().value()
    }
}

impl<T: FilterValue> FilterValue for Option<T> {
    const KIND: ValueKind = T::KIND;

    fn value(&self) -> Value {
        self.as_ref().map_or(Value::Null, FilterValue::value)
    }
}

macro_rules! pointers {
    ($($pointer:ty)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<T: FilterValue + ?Sized> FilterValue for $pointer {
            const KIND: ValueKind = T::KIND;

            fn value(&self) -> Value {
                (**self).value()
            }
        }
    )*};
}

pointers!(&T Box<T> Arc<T>);

#[diagnostic::do_not_recommend]
impl<T: OrderedValue + ?Sized> OrderedValue for &T {}

/// A column of this type can be compared with a `V`. One bound for both types, so a mistake in either
/// is reported once.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a column of `{Self}` cannot be compared with `{V}` in a filter",
    label = "a database is not known to compare them as Rust does",
    note = "whole numbers, text, `bool`, bytes, UUIDs and times can be compared, and an `Option` of them; \
            the features `uuid`, `chrono` and `time` add the types of the crates of these names",
    note = "a type of the application's own says what stands in the column: \
            `impl permit::filter::FilterValue for {Self}`"
)]
pub trait EqualTo<V: ?Sized> {
    /// What stands in a column that equals it.
    fn value_of(value: &V) -> Value;
}

impl<T: FilterValue + PartialEq<V>, V: FilterValue + ?Sized> EqualTo<V> for T {
    fn value_of(value: &V) -> Value {
        value.value()
    }
}

/// A column of this type can be ordered with a `V`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a column of `{Self}` has no order in a filter",
    label = "a database is not known to order it as Rust does",
    note = "whole numbers and times have one; text has none, because a database sorts it by its collation, \
            and an `Option` has none, because what is unknown is neither before nor behind anything",
    note = "a type of the application's own that is stored as a number has one: \
            `impl permit::filter::OrderedValue for {Self} {{}}`"
)]
pub trait OrderedTo<V> {
    /// What stands in a column that equals it.
    fn value_of(value: &V) -> Value;
}

impl<T: OrderedValue + PartialOrd<V>, V: FilterValue> OrderedTo<V> for T {
    fn value_of(value: &V) -> Value {
        value.value()
    }
}
