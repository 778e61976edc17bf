//! What a list query asks for: a condition as a tree, from which a database or a search engine can
//! be asked for exactly those rows that a check would allow.

mod column;
mod condition;
mod skipped;
mod value;

pub(crate) use self::condition::{Filters, Homed, Situated};
use self::value::{EqualTo, OrderedTo};
pub use self::{
    column::{
        Column, ColumnInfo, Columns, HomeColumn, HomeMapping, OwnerColumn, PlaceColumn,
        PlaceColumns, read_place,
    },
    condition::{Filterable, HasPlaces, NoPlaces, NoTenants, Tenants, owner},
    skipped::Skipped,
    value::{FilterValue, OrderedValue, Value},
};

/// Which rows: a tree of comparisons, joined by and and or.
///
/// It has no negation, so that a row of which something is unknown is never let in by what is not
/// known of it. Every value is apart from the text that a query is made of.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// No row.
    Nothing,
    /// Every row.
    Everything,
    /// The rows that belong to this subject.
    Owner {
        /// Where a row says whose it is.
        column: ColumnInfo,
        /// The subject's id.
        id: Value,
    },
    /// The rows that are at home somewhere.
    Home {
        /// Where a row says which tenant it belongs to.
        column: ColumnInfo,
        /// Which ones.
        at: HomeFilter,
    },
    /// The rows that are in one of these places.
    Place {
        /// Where a row says in which place of this kind it is.
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
    /// The rows that each of these lets in.
    All(Vec<Filter>),
    /// The rows that any of these lets in.
    Any(Vec<Filter>),
}

/// Which homes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HomeFilter {
    /// No tenant's: within everybody's reach.
    Global,
    /// Some tenant's.
    AnyTenant,
    /// This tenant's.
    Of(String),
}

/// How a column is compared with a value. An order is that of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `==`; what is unknown equals [`Value::Null`] alone.
    Equal,
    /// `!=`; what is unknown differs from everything but [`Value::Null`].
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

    /// Both; the other is asked for only if it matters, as by `&&`.
    #[doc(hidden)]
    #[must_use]
    pub fn and_then(self, other: impl FnOnce() -> Self) -> Self {
        match self {
            Self::Nothing => Self::Nothing,
            one => one.and(other()),
        }
    }

    /// One or both; the other is asked for only if it matters, as by `||`.
    #[doc(hidden)]
    #[must_use]
    pub fn or_else(self, other: impl FnOnce() -> Self) -> Self {
        match self {
            Self::Everything => Self::Everything,
            one => one.or(other()),
        }
    }
}
