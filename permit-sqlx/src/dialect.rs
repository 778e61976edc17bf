//! The differences between the databases.

use sqlx::{Database, QueryBuilder};

use crate::parameter::Parameter;

/// A database that permit can write queries for: `SQLite` or PostgreSQL.
pub trait Dialect: Database + sealed::Sealed {
    /// Follows a text column, to compare it byte by byte.
    #[doc(hidden)]
    const BYTE_BY_BYTE: &'static str;

    /// Whether a comparison byte by byte can use an index on the column.
    #[doc(hidden)]
    const INDEXED_BYTE_BY_BYTE: bool;

    /// Whether a parameter is cast to the type that its column declares.
    #[doc(hidden)]
    const CASTS: bool;

    /// Whether a text column can hold `text`.
    #[doc(hidden)]
    fn holds(text: &str) -> bool;

    /// Binds a parameter at the end of the query.
    #[doc(hidden)]
    fn bind(query: &mut QueryBuilder<Self>, parameter: Parameter<'_>);
}

#[cfg(any(feature = "postgres", feature = "sqlite"))]
macro_rules! bind {
    () => {
        fn bind(query: &mut QueryBuilder<Self>, parameter: Parameter<'_>) {
            match parameter {
                Parameter::Bool(value) => query.push_bind(value),
                Parameter::Integer(value) => query.push_bind(value),
                Parameter::Text(value) => query.push_bind(value),
                Parameter::Bytes(value) => query.push_bind(value),
            };
        }
    };
}

#[cfg(feature = "sqlite")]
impl Dialect for sqlx::Sqlite {
    const BYTE_BY_BYTE: &'static str = " COLLATE BINARY";
    const INDEXED_BYTE_BY_BYTE: bool = true;
    // A cast to a type that it does not know turns every value into a number.
    const CASTS: bool = false;

    fn holds(_: &str) -> bool {
        true
    }

    bind!();
}

#[cfg(feature = "postgres")]
impl Dialect for sqlx::Postgres {
    const BYTE_BY_BYTE: &'static str = " COLLATE \"C\"";
    // It uses an index for comparisons in the collation of the index only.
    const INDEXED_BYTE_BY_BYTE: bool = false;
    const CASTS: bool = true;

    fn holds(text: &str) -> bool {
        !text.contains('\0')
    }

    bind!();
}

mod sealed {
    pub trait Sealed {}
    #[cfg(feature = "sqlite")]
    impl Sealed for sqlx::Sqlite {}
    #[cfg(feature = "postgres")]
    impl Sealed for sqlx::Postgres {}
}
