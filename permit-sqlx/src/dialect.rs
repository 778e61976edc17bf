//! The databases, and how sqlx binds parameters for them.

use permit_sql::Parameter;
use sqlx::{Database, QueryBuilder};

use crate::schema::Catalogue;

/// A database that permit can write queries for: `SQLite` or PostgreSQL.
pub trait Dialect: Database + Catalogue + sealed::Sealed {
    /// The same as a value.
    const DIALECT: permit_sql::Dialect;

    /// Binds a parameter at the end of the query.
    #[doc(hidden)]
    fn bind(query: &mut QueryBuilder<Self>, parameter: Parameter);
}

#[cfg(feature = "sqlite")]
impl Dialect for sqlx::Sqlite {
    const DIALECT: permit_sql::Dialect = permit_sql::Dialect::Sqlite;

    fn bind(query: &mut QueryBuilder<Self>, parameter: Parameter) {
        match parameter {
            Parameter::Bool(value) => query.push_bind(value),
            Parameter::Integer(value) => query.push_bind(value),
            Parameter::Text(value) => query.push_bind(value),
            Parameter::Bytes(value) => query.push_bind(value),
            // Nothing writes an array for SQLite. `NULL` selects no row.
            Parameter::Integers(_) | Parameter::Texts(_) | Parameter::ByteStrings(_) => {
                query.push_bind(None::<i64>)
            }
        };
    }
}

#[cfg(feature = "postgres")]
impl Dialect for sqlx::Postgres {
    const DIALECT: permit_sql::Dialect = permit_sql::Dialect::Postgres;

    fn bind(query: &mut QueryBuilder<Self>, parameter: Parameter) {
        match parameter {
            Parameter::Bool(value) => query.push_bind(value),
            Parameter::Integer(value) => query.push_bind(value),
            Parameter::Text(value) => query.push_bind(value),
            Parameter::Bytes(value) => query.push_bind(value),
            Parameter::Integers(values) => query.push_bind(values),
            Parameter::Texts(values) => query.push_bind(values),
            Parameter::ByteStrings(values) => query.push_bind(values),
        };
    }
}

/// A query of sqlx as what a condition is written into.
pub(crate) struct Query<'q, DB: Dialect>(pub(crate) &'q mut QueryBuilder<DB>);

impl<DB: Dialect> permit_sql::Sink for Query<'_, DB> {
    fn dialect(&self) -> permit_sql::Dialect {
        DB::DIALECT
    }

    fn push(&mut self, text: &str) {
        self.0.push(text);
    }

    fn bind(&mut self, parameter: Parameter) -> String {
        let before = self.0.sql().as_str().len();
        DB::bind(self.0, parameter);
        let text = self.0.sql();
        text.as_str().get(before..).unwrap_or_default().to_owned()
    }
}

mod sealed {
    pub trait Sealed {}
    #[cfg(feature = "sqlite")]
    impl Sealed for sqlx::Sqlite {}
    #[cfg(feature = "postgres")]
    impl Sealed for sqlx::Postgres {}
}
