//! Lists for sqlx: what a principal may see, as a part of a query.
//!
//! ```
//! # include!("../tests/support/shop.rs");
//! use permit_sqlx::PushWhere as _;
//! use sqlx::{QueryBuilder, Sqlite};
//!
//! # fn main() -> Result<(), permit::Refused> {
//! # let who = permit::Authorizer::<User>::builder().build().principal(User { id: Some(7) });
//! let scope = who.scope(ViewItem)?;
//! let mut query = QueryBuilder::<Sqlite>::new("SELECT * FROM items WHERE ");
//! scope.push_where(&mut query, "items");
//! query.push(" ORDER BY id DESC LIMIT 20");
//! assert_eq!(
//!     query.sql().as_str(),
//!     r#"SELECT * FROM items WHERE ("items"."seller" = ? OR "items"."published" = ?) ORDER BY id DESC LIMIT 20"#,
//! );
//! # Ok(())
//! # }
//! ```
//!
//! [`PushWhere::push_where`] writes one expression in parentheses. It selects exactly the rows that
//! a check would allow. It contains no values: each value is a parameter. The same filter therefore
//! serves a page, its count and its neighbouring pages, and a query can join it with other
//! conditions by `AND`.
//!
//! - **Unknown.** A column that is `NULL` is `None`: it equals only `None`, and it differs from
//!   everything else. The whole expression may evaluate to `NULL`, which excludes a row just as
//!   false does. Do not put `NOT` before it.
//! - **Text** is compared for equality byte by byte, whatever the collation of its column
//!   (`NOCASE`, or a nondeterministic one). The database can still use an index on the column.
//! - **Integers** are in columns of at most 64 bits, as sqlx reads them. A value that does not fit
//!   is still compared correctly: no stored value equals it, and all are on the same side of it.
//! - **Booleans** of `SQLite` are 0 and 1.
//! - **Casts.** `#[column(cast = "uuid")]` casts a parameter in PostgreSQL, for columns whose type
//!   cannot be compared with that of the value. `SQLite` needs no cast and gets none.
//! - **Names** of tables and columns are quoted, so PostgreSQL takes them exactly as they are
//!   spelled.
//!
//! The features `sqlite` and `postgres` select the databases. The application selects the runtime
//! of sqlx.

#![warn(missing_docs, missing_debug_implementations)]

mod dialect;
mod parameter;
mod writing;

use permit_runtime::{Action, Extent, Scope, filter::Filter};
use sqlx::QueryBuilder;

pub use self::dialect::Dialect;
use self::writing::Writing;

/// A condition that can be written into a query: a [`Scope`], or the [`Filter`] of one.
pub trait PushWhere<DB: Dialect> {
    /// Appends one expression in parentheses. Its columns belong to `table`: the name or the alias
    /// of a table of the query.
    fn push_where(&self, query: &mut QueryBuilder<DB>, table: &'static str);
}

impl<DB: Dialect> PushWhere<DB> for Filter {
    fn push_where(&self, query: &mut QueryBuilder<DB>, table: &'static str) {
        query.push("(");
        Writing { query, table }.filter(self);
        query.push(")");
    }
}

impl<DB: Dialect> PushWhere<DB> for Extent {
    fn push_where(&self, query: &mut QueryBuilder<DB>, table: &'static str) {
        match self {
            Self::Nothing => Filter::Nothing.push_where(query, table),
            Self::Everything => Filter::Everything.push_where(query, table),
            Self::Where(filter) => filter.push_where(query, table),
        }
    }
}

impl<DB: Dialect, A: Action> PushWhere<DB> for Scope<A> {
    fn push_where(&self, query: &mut QueryBuilder<DB>, table: &'static str) {
        self.extent().push_where(query, table);
    }
}
