//! Where a database keeps what a context's fields hold.

use core::{fmt, marker::PhantomData, str::FromStr};

use super::{EqualTo, Filter, FilterValue, Operator, OrderedTo, Value};

/// A context whose fields stand in the columns of a table. Written by `#[derive(permit::Columns)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say in which columns its fields stand",
    label = "the context of this condition is not `Columns`",
    note = "write `#[derive(permit::Columns)]` above `{Self}`"
)]
pub trait Columns {
    /// A struct with a column for each field.
    type Fields;

    /// The columns.
    const FIELDS: Self::Fields;
}

/// A context of which a database knows whose it is: `#[column(owner)]`.
#[diagnostic::on_unimplemented(
    message = "no column of `{Self}` says whose it is, so `owner` cannot become a filter",
    label = "no field is marked `#[column(owner)]`",
    note = "write `#[derive(permit::Columns)]` above `{Self}`, and `#[column(owner)]` above a field"
)]
pub trait OwnerColumn {
    /// The column.
    const OWNER: ColumnInfo;
}

/// A context of which a database knows which tenant it belongs to: `#[column(home)]`.
#[diagnostic::on_unimplemented(
    message = "no column of `{Self}` says which tenant it belongs to, so it cannot be listed",
    label = "no field is marked `#[column(home)]`",
    note = "write `#[derive(permit::Columns)]` above `{Self}`, and `#[column(home)]` above a field"
)]
pub trait HomeColumn {
    /// The column.
    const HOME: HomeMapping;
}

/// How a column tells a context's home.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HomeMapping {
    /// A context of the subject's own: `()`.
    Subject,
    /// No row is a tenant's: `#[columns(global)]`.
    Global,
    /// Every row is some tenant's.
    Tenant(ColumnInfo),
    /// A row without a tenant is global, because the field is an `Option`.
    TenantOrGlobal(ColumnInfo),
}

impl HomeColumn for () {
    const HOME: HomeMapping = HomeMapping::Subject;
}

/// A context of which a database knows in which places it is: `#[column(place = "project")]`.
pub trait PlaceColumns {
    /// For each kind of place its column.
    const PLACES: &'static [PlaceColumn];
}

/// A kind of place, its column, and how an id that is stored as text is read for it.
pub type PlaceColumn = (&'static str, ColumnInfo, fn(&str) -> Option<Value>);

/// How an id is read for a column of type `T`.
///
/// Only the one way to write an id is that id, as where a context says by itself in which places it
/// is: `07` is not 7, and nothing is an empty id.
#[doc(hidden)]
#[must_use]
pub fn read_place<T: FromStr + ToString + FilterValue>(id: &str) -> Option<Value> {
    let read = id.parse::<T>().ok().filter(|_| !id.is_empty())?;
    (read.to_string() == id).then(|| read.value())
}

impl PlaceColumns for () {
    const PLACES: &'static [PlaceColumn] = &[];
}

/// The column of a field of type `T`.
pub struct Column<T> {
    info: ColumnInfo,
    of: PhantomData<fn() -> T>,
}

/// A column, whatever it holds.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnInfo {
    /// The field of the context.
    pub field: &'static str,
    /// The column of the table.
    pub name: &'static str,
    /// The type to which a parameter is cast in a query.
    pub cast: Option<&'static str>,
}

impl<T> Column<T> {
    /// What the derive writes.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(field: &'static str, name: &'static str, cast: Option<&'static str>) -> Self {
        Self {
            info: ColumnInfo { field, name, cast },
            of: PhantomData,
        }
    }

    /// What is known of it without its type.
    #[must_use]
    pub const fn info(&self) -> ColumnInfo {
        self.info
    }

    fn compare(&self, operator: Operator, value: Value) -> Filter {
        Filter::Compare {
            column: self.info,
            operator,
            value,
        }
    }

    /// The rows whose column equals `value`.
    #[must_use]
    pub fn equal<V: ?Sized>(&self, value: &V) -> Filter
    where
        T: EqualTo<V>,
    {
        self.compare(Operator::Equal, T::value_of(value))
    }

    /// The rows whose column differs from `value`.
    #[must_use]
    pub fn not_equal<V: ?Sized>(&self, value: &V) -> Filter
    where
        T: EqualTo<V>,
    {
        self.compare(Operator::NotEqual, T::value_of(value))
    }

    /// The rows whose column equals what `value` holds: `Some(item.field) == value`.
    #[must_use]
    pub fn equal_some<V: ?Sized>(&self, value: Option<&V>) -> Filter
    where
        T: EqualTo<V>,
    {
        value.map_or(Filter::Nothing, |value| self.equal(value))
    }

    /// The rows whose column differs from what `value` holds: `Some(item.field) != value`.
    #[must_use]
    pub fn not_equal_some<V: ?Sized>(&self, value: Option<&V>) -> Filter
    where
        T: EqualTo<V>,
    {
        value.map_or(Filter::Everything, |value| self.not_equal(value))
    }

    /// The rows whose column is below `value`.
    #[must_use]
    pub fn less<V>(&self, value: &V) -> Filter
    where
        T: OrderedTo<V>,
    {
        self.compare(Operator::Less, T::value_of(value))
    }

    /// The rows whose column is at most `value`.
    #[must_use]
    pub fn less_or_equal<V>(&self, value: &V) -> Filter
    where
        T: OrderedTo<V>,
    {
        self.compare(Operator::LessOrEqual, T::value_of(value))
    }

    /// The rows whose column is above `value`.
    #[must_use]
    pub fn greater<V>(&self, value: &V) -> Filter
    where
        T: OrderedTo<V>,
    {
        self.compare(Operator::Greater, T::value_of(value))
    }

    /// The rows whose column is at least `value`.
    #[must_use]
    pub fn greater_or_equal<V>(&self, value: &V) -> Filter
    where
        T: OrderedTo<V>,
    {
        self.compare(Operator::GreaterOrEqual, T::value_of(value))
    }
}

impl Column<bool> {
    /// The rows whose column is true.
    #[must_use]
    pub fn is_true(&self) -> Filter {
        self.equal(&true)
    }

    /// The rows whose column is false.
    #[must_use]
    pub fn is_false(&self) -> Filter {
        self.equal(&false)
    }
}

impl<T> Column<Option<T>> {
    /// The rows whose column is unknown.
    #[must_use]
    pub fn is_none(&self) -> Filter {
        self.compare(Operator::Equal, Value::Null)
    }

    /// The rows whose column is known.
    #[must_use]
    pub fn is_some(&self) -> Filter {
        self.compare(Operator::NotEqual, Value::Null)
    }
}

impl<T> Clone for Column<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Column<T> {}

impl<T> fmt::Debug for Column<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.info.fmt(f)
    }
}
