//! The columns in which a database keeps the fields of a context.

use core::{fmt, marker::PhantomData};

use crate::listing::filter::{
    Agreement, EqualTo, Filter, FilterSet, FilterValue, Operator, OrderedTo, Value, ValueKind,
};

/// A context whose fields stand in the columns of a table. Written by `#[derive(permit::Columns)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say in which columns its fields stand",
    label = "not `Columns`",
    note = "write `#[derive(permit::Columns)]` above `{Self}`"
)]
pub trait Columns {
    /// A struct with a column for each field.
    type Fields;

    /// The columns.
    const FIELDS: Self::Fields;

    /// The same as a list, in the order of the fields.
    const LIST: &'static [ColumnInfo];

    /// Compares what its traits say of this row with what its columns say.
    #[doc(hidden)]
    fn compare(&self, agreement: &mut Agreement);
}

#[diagnostic::do_not_recommend]
/// It has none: the scope of an action on `()` is everything or nothing.
impl Columns for () {
    type Fields = ();
    const FIELDS: () = ();
    const LIST: &'static [ColumnInfo] = &[];

    fn compare(&self, _: &mut Agreement) {}
}

/// A context whose owner of type `S` a database knows: `#[column(owner = S)]`.
///
/// The column is of one subject type, because another subject with the same number is not the owner.
#[diagnostic::on_unimplemented(
    message = "no column of `{Self}` says which `{S}` owns it, so `owner` cannot become a filter",
    label = "no field is marked `#[column(owner = {S})]`",
    note = "write `#[derive(permit::Columns)]` above `{Self}`, and `#[column(owner = {S})]` above a field"
)]
pub trait OwnerColumn<S> {
    /// The column.
    const OWNER: ColumnInfo;
}

/// A context whose tenant a database knows: `#[column(tenant)]`.
#[diagnostic::on_unimplemented(
    message = "no column of `{Self}` says which tenant it belongs to, so it cannot be listed",
    label = "no field is marked `#[column(tenant)]`",
    note = "write `#[derive(permit::Columns)]` above `{Self}`, and `#[column(tenant)]` above a field"
)]
pub trait TenantColumns {
    /// How its column tells the tenant.
    const TENANT: TenantMapping;
}

/// How a column tells the tenant of a context.
#[derive(Clone, Copy, Debug)]
pub enum TenantMapping {
    /// Each context belongs to the subject's tenant: `()`.
    OfSubject,
    /// No row belongs to a tenant: `#[columns(global)]`.
    Global,
    /// Every row belongs to a tenant.
    Tenant(TenantColumn),
    /// A row without a tenant is global, because the field is an `Option`.
    TenantOrGlobal(TenantColumn),
}

/// The column with the id of a tenant.
#[derive(Clone, Copy, Debug)]
pub struct TenantColumn {
    /// The column.
    pub info: ColumnInfo,
    /// Reads the canonical text of an id as a value of the column; `None` when it cannot hold it.
    pub read: fn(&str) -> Option<Value>,
}

impl TenantColumns for () {
    const TENANT: TenantMapping = TenantMapping::OfSubject;
}

/// A context whose places a database knows: `#[column(place = "project")]`.
pub trait PlaceColumns {
    /// For each kind of place its column.
    const PLACES: &'static [PlaceColumn];
}

/// A kind of place, its column, and how the text of an id is read as a value of the column.
pub type PlaceColumn = (&'static str, ColumnInfo, fn(&str) -> Option<Value>);

impl PlaceColumns for () {
    const PLACES: &'static [PlaceColumn] = &[];
}

/// The column of a field of type `T`.
pub struct Column<T> {
    info: ColumnInfo,
    of: PhantomData<fn() -> T>,
}

/// A column without its type.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnInfo {
    /// The field of the context.
    pub field: &'static str,
    /// The column of the table.
    pub name: &'static str,
    /// The type of the column in PostgreSQL, where a comparison has to know it.
    pub cast: Option<Cast>,
    /// What its field is compared as; `None` when the type of the field has no [`FilterValue`], so
    /// that no filter compares it.
    pub kind: Option<ValueKind>,
    /// The joined table of the column, by the name that its declaration gives it: `of = "project"`.
    /// `None` for a column of the context's own table.
    pub table: Option<&'static str>,
}

/// The type of a column that holds the text of a field in a form of its own. A comparison converts
/// the other side to it.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cast {
    /// `cast = "uuid"`.
    Uuid,
    /// `cast = "bigint"`, for every type of integers.
    Bigint,
    /// `cast = "bpchar"`, for `char(n)`, which PostgreSQL pads with spaces.
    Bpchar,
    /// `cast = "citext"`.
    Citext,
    /// `cast = "text"`, for the canonical text of a UUID.
    Text,
    /// `enum = "mood"`: the enum type with this name.
    Enum(&'static str),
}

/// Finds the kind of a type, also of one without [`FilterValue`].
#[doc(hidden)]
#[derive(Debug)]
pub struct KindOf<T>(PhantomData<fn() -> T>);

impl<T: FilterValue> KindOf<T> {
    /// It comes before that of [`NoKind`].
    pub const KIND: Option<ValueKind> = Some(T::KIND);
}

/// The kind of a type without [`FilterValue`].
#[doc(hidden)]
pub trait NoKind {
    /// None.
    const KIND: Option<ValueKind> = None;
}

impl<T> NoKind for KindOf<T> {}

impl<T> Column<T> {
    /// What the derive writes.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(
        field: &'static str,
        name: &'static str,
        cast: Option<Cast>,
        kind: Option<ValueKind>,
    ) -> Self {
        Self {
            info: ColumnInfo {
                field,
                name,
                cast,
                kind,
                table: None,
            },
            of: PhantomData,
        }
    }

    /// The same in a joined table.
    #[doc(hidden)]
    #[must_use]
    pub const fn of(mut self, table: &'static str) -> Self {
        self.info.table = Some(table);
        self
    }

    /// The same without its type.
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

    /// The rows whose column equals the content of `value`: `Some(item.field) == value`.
    #[must_use]
    pub fn equal_some<V: ?Sized>(&self, value: Option<&V>) -> Filter
    where
        T: EqualTo<V>,
    {
        value.map_or(Filter::Nothing, |value| self.equal(value))
    }

    /// The rows whose column differs from the content of `value`: `Some(item.field) != value`.
    #[must_use]
    pub fn not_equal_some<V: ?Sized>(&self, value: Option<&V>) -> Filter
    where
        T: EqualTo<V>,
    {
        value.map_or(Filter::Everything, |value| self.not_equal(value))
    }

    /// The rows whose column is in `set`.
    #[must_use]
    pub fn is_in(&self, set: &(impl FilterSet<T> + ?Sized)) -> Filter {
        one_of(self.info, set.values())
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

    /// The rows whose column is known, and in `set`.
    #[must_use]
    pub fn is_some_in(&self, set: &(impl FilterSet<T> + ?Sized)) -> Filter {
        let mut values = set.values();
        values.retain(|value| *value != Value::Null);
        one_of(self.info, values)
    }
}

fn one_of(column: ColumnInfo, values: Vec<Value>) -> Filter {
    if values.is_empty() {
        Filter::Nothing
    } else {
        Filter::OneOf { column, values }
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
