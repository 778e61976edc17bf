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
//!     concat!(
//!         r#"SELECT * FROM items WHERE ("items"."seller" = ? OR "#,
//!         r#"("items"."published" <> 0 AND typeof("items"."published") = 'integer'))"#,
//!         " ORDER BY id DESC LIMIT 20",
//!     ),
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
//! # What is promised
//!
//! A list has a row if and only if a check allows the row as sqlx reads it, for each table that
//! [`verify_schema`] accepts. Call it when the application starts, and in its tests.
//!
//! - **Unknown.** A column that is `NULL` is `None`: it equals only `None`, and it differs from
//!   everything else. The whole expression may evaluate to `NULL`, which excludes a row just as
//!   false does. Do not put `NOT` before it.
//! - **Text**, and with it an id, is compared byte by byte, whatever the type and the collation of its
//!   column are. It is compared twice: as the column compares, by an index with the column's own
//!   collation, and then its bytes. So `007` is not the owner `7`, `ann` is not the owner `ANN` in a
//!   column that ignores case, and `ann` is not the owner `ann     ` that a `char(8)` holds.
//! - **Types of PostgreSQL.** A text may stand in a column of type `uuid`, `char(n)`, `citext`, of
//!   integers or of an enum, if the field says so: `#[column(cast = "uuid")]`, `"bpchar"`, `"citext"`,
//!   `"bigint"`, or `#[column(enum = "mood")]`. A text that is not the canonical text of such a value
//!   equals none: it is not sent to the database, so it cannot make the query fail. In `SQLite` the
//!   column of such a field is `TEXT`, and with `cast = "bigint"` it is `INTEGER`.
//! - **Sets**, such as the places of a consent, are one parameter, whatever their size is.
//! - **Integers** are in columns of at most 64 bits, as sqlx reads them. A value that does not fit
//!   is still compared correctly: no stored value equals it, and all are on the same side of it.
//! - **Booleans** of `SQLite` are integers, and each except 0 is true, as for sqlx. An index on such a
//!   column finds what is false, and not what is true.
//! - **Bytes** that `SQLite` keeps as text are equal to the same bytes. A set of bytes uses no index
//!   there.
//! - **Names** of tables and columns are quoted, so PostgreSQL takes them exactly as they are
//!   spelled.
//!
//! The promise is about rows that the application can read. A row in which `SQLite` keeps a value of
//! another type than the field has may be listed or not, and reading it fails.
//!
//! The features `sqlite` and `postgres` select the databases. The application selects the runtime
//! of sqlx.
//!
#![doc = include_str!("row_level_security.md")]

// docs.rs shows at each item the feature that it needs.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![warn(missing_docs, missing_debug_implementations)]
#![cfg_attr(
    not(any(feature = "postgres", feature = "sqlite")),
    expect(dead_code, reason = "without a database there is nothing to write for")
)]

mod dialect;
mod equality;
#[cfg(feature = "sqlite")]
mod json;
mod parameter;
mod schema;
mod writing;

use permit_runtime::{Action, Extent, Scope, filter::Filter};
use sqlx::QueryBuilder;

use self::writing::Writing;
pub use self::{
    dialect::Dialect,
    schema::{SchemaError, verify_schema},
};

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
