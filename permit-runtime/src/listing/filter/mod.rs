//! Filters: conditions as trees, by which a database or a search engine can be asked for exactly those
//! rows that a check would allow.

mod agreement;
mod column;
mod condition;
mod foreign;
mod id_column;
mod set;
mod skipped;
mod value;

pub(crate) use self::condition::{Filters, InPlaces, OfTenants, in_one_of, own};
use self::value::{EqualTo, OrderedTo};
pub use self::{
    agreement::Agreement,
    column::{
        Cast, Column, ColumnInfo, Columns, KindOf, NoKind, OwnerColumn, PlaceColumn, PlaceColumns,
        TenantColumn, TenantColumns, TenantMapping,
    },
    condition::{Declared, Filterable, Undeclared, granted, owner},
    id_column::IdColumn,
    set::FilterSet,
    skipped::Skipped,
    value::{FilterValue, OrderedValue, Value, ValueKind},
};

/// Which rows: a tree of comparisons, joined by and and or.
///
/// It has no negation, so an unknown value never admits a row. Values are kept apart from the text of
/// a query.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// No row.
    Nothing,
    /// Every row.
    Everything,
    /// The rows that this subject owns.
    Owner {
        /// The column with the id of the owner.
        column: ColumnInfo,
        /// The subject's id.
        id: Value,
    },
    /// The rows that belong to certain tenants.
    Tenant {
        /// The column with the id of the tenant.
        column: ColumnInfo,
        /// Which tenants.
        at: TenantFilter,
    },
    /// The rows that are in one of these places.
    Place {
        /// The column with the id of the place of this kind.
        column: ColumnInfo,
        /// The kind of place.
        kind: &'static str,
        /// The ids of the places.
        one_of: Vec<Value>,
    },
    /// The rows whose column compares so with a value.
    Compare {
        /// The column.
        column: ColumnInfo,
        /// How they are compared.
        operator: Operator,
        /// With what.
        value: Value,
    },
    /// The rows whose column equals one of these values. An unknown value equals [`Value::Null`] alone.
    OneOf {
        /// The column.
        column: ColumnInfo,
        /// The values.
        values: Vec<Value>,
    },
    /// The rows that each of these admits.
    All(Vec<Filter>),
    /// The rows that at least one of these admits.
    Any(Vec<Filter>),
}

/// Which tenants.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TenantFilter {
    /// None: global rows.
    Global,
    /// Any tenant.
    AnyTenant,
    /// The tenant with this id.
    Of(Value),
}

/// How a column is compared with a value. An order is that of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `==`; an unknown value equals [`Value::Null`] alone.
    Equal,
    /// `!=`; an unknown value differs from everything except [`Value::Null`].
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl Filter {
    /// Every row, or none.
    #[must_use]
    pub const fn constant(holds: bool) -> Self {
        if holds {
            Self::Everything
        } else {
            Self::Nothing
        }
    }

    /// Both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Nothing, _) | (_, Self::Nothing) => Self::Nothing,
            (Self::Everything, one) | (one, Self::Everything) => one,
            (Self::All(mut all), Self::All(more)) => {
                all.extend(more);
                Self::All(all)
            }
            (Self::All(mut all), one) => {
                all.push(one);
                Self::All(all)
            }
            (one, other) => Self::All(vec![one, other]),
        }
    }

    /// One or both.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Everything, _) | (_, Self::Everything) => Self::Everything,
            (Self::Nothing, one) | (one, Self::Nothing) => one,
            (Self::Any(mut any), Self::Any(more)) => {
                any.extend(more);
                Self::Any(any)
            }
            (Self::Any(mut any), one) => {
                any.push(one);
                Self::Any(any)
            }
            (one, other) => Self::Any(vec![one, other]),
        }
    }

    /// Both; the other is made only if it matters, as with `&&`.
    #[doc(hidden)]
    #[must_use]
    pub fn and_then(self, other: impl FnOnce() -> Self) -> Self {
        match self {
            Self::Nothing => Self::Nothing,
            one => one.and(other()),
        }
    }

    /// One or both; the other is made only if it matters, as with `||`.
    #[doc(hidden)]
    #[must_use]
    pub fn or_else(self, other: impl FnOnce() -> Self) -> Self {
        match self {
            Self::Everything => Self::Everything,
            one => one.or(other()),
        }
    }
}
