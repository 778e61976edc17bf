//! In what the databases differ.

use sqlx::{Database, QueryBuilder};

use crate::parameter::Parameter;

/// A database whose queries permit can write: `SQLite` or PostgreSQL.
pub trait Dialect: Database + sealed::Sealed {
    /// Behind a column of text: compares it byte by byte.
    #[doc(hidden)]
    const BYTE_BY_BYTE: &'static str;

    /// Whether an index on a column is of use to a comparison byte by byte.
    #[doc(hidden)]
    const INDEXED_BYTE_BY_BYTE: bool;

    /// Whether a parameter is cast to what a column says.
    #[doc(hidden)]
    const CASTS: bool;

    /// Whether a column of text can hold `text`.
    #[doc(hidden)]
    fn holds(text: &str) -> bool;

    /// Binds a parameter in the place where the query ends.
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
    // A type that it does not know makes a number of everything.
    const CASTS: bool = false;

    fn holds(_: &str) -> bool {
        true
    }

    bind!();
}

#[cfg(feature = "postgres")]
impl Dialect for sqlx::Postgres {
    const BYTE_BY_BYTE: &'static str = " COLLATE \"C\"";
    // It takes an index of another collation for no comparison.
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
