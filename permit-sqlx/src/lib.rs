//! Lists for sqlx: what a principal may see, as a part of a query.
//!
//! ```
//! # include!("../tests/support/shop.rs");
//! use permit_sqlx::PushWhere as _;
//! use sqlx::{QueryBuilder, Sqlite};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let who = permit::Authorizer::<User>::builder().build().principal(User { id: Some(7) });
//! let scope = who.scope(ViewItem)?;
//! let mut query = QueryBuilder::<Sqlite>::new("SELECT * FROM items WHERE ");
//! scope.push_where(&mut query, "items")?;
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
//! - **UUIDs.** A field that is a `Uuid` stands in a column as sqlx reads it: in PostgreSQL of type `uuid`, in
//!   `SQLite` a `BLOB`. A column of text that holds the canonical text says `#[column(cast = "text")]`. Other
//!   texts of a UUID, such as one in upper case, are not listed.
//! - **Times.** An instant (`DateTime<Utc>` of chrono, `OffsetDateTime` of time) stands in a `timestamptz` of
//!   PostgreSQL, a time without a zone (`NaiveDateTime`, `PrimitiveDateTime`) in a `timestamp`, a date in a
//!   `date`. A value with nanoseconds, which no column holds, is still compared correctly. In `SQLite` an
//!   instant and a time without a zone are seconds since 1970 in a column `INTEGER`, which sqlx reads as a
//!   time, and a date is a `TEXT` such as `2026-11-28`. What else such a column holds is not listed: sqlx
//!   writes a time as text, and its texts do not have the order of the times, so write `unixepoch(?)`.
//! - **Sets**, such as the places of a consent or the memberships of a subject, are one parameter, whatever
//!   their size is.
//! - **Integers** are in columns of at most 64 bits, as sqlx reads them. A value that does not fit
//!   is still compared correctly: no stored value equals it, and all are on the same side of it.
//! - **Booleans** of `SQLite` are integers, and each except 0 is true, as for sqlx. An index on such a
//!   column finds what is false, and not what is true.
//! - **Bytes** that `SQLite` keeps as text are equal to the same bytes.
//! - **Names** of tables and columns are quoted, so PostgreSQL takes them exactly as they are
//!   spelled.
//!
//! # Columns of joined tables
//!
//! A column that is declared with `#[column("owner_id", of = "project")]` is one of a table that the query
//! joins. [`Tables`] says under which alias:
//!
//! ```
//! # include!("../tests/support/shop.rs");
//! # use permit_sqlx::PushWhere as _;
//! # use sqlx::{QueryBuilder, Sqlite};
//! use permit_sqlx::Tables;
//!
//! #[derive(permit::Columns)]
//! pub struct Task {
//!     pub title: String,
//!     #[column("owner_id", of = "project", owner = User)]
//!     pub project_owner: u64,
//! }
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # use permit::Columns as _;
//! # let scope = Task::FIELDS.project_owner.equal(&7);
//! let mut query = QueryBuilder::<Sqlite>::new(
//!     "SELECT t.title, p.owner_id AS project_owner \
//!      FROM tasks AS t JOIN projects AS p ON p.id = t.project_id WHERE ",
//! );
//! scope.push_where(&mut query, Tables::new("t").and("project", "p"))?;
//! assert!(query.sql().as_str().ends_with(r#"WHERE ("p"."owner_id" = ?)"#));
//! # Ok(())
//! # }
//! ```
//!
//! A joined table without an alias is an error before anything is written, and so is an alias for a table in
//! which the context has no column, whatever the caller may see. Where the join may find no row (`LEFT JOIN`),
//! the field is an `Option`, and the column is `NULL`.
//!
//! # Queries that are checked when they are compiled
//!
//! The condition of a scope is only known when the program runs, so `query!` cannot contain it. The scope
//! chooses the ids of a page, and a checked query loads the rows by their ids. `admit` checks each row
//! again, because between the two queries it may have changed:
//!
//! ```
//! # include!("../tests/support/shop.rs");
//! # use permit_sqlx::PushWhere as _;
//! use permit::{Permit, Scope};
//! use sqlx::{PgPool, Postgres, QueryBuilder};
//!
//! async fn page<'c>(
//!     pool: &PgPool,
//!     scope: &Scope<ViewItem>,
//! ) -> Result<Vec<Permit<'c, ViewItem>>, Box<dyn std::error::Error>> {
//!     let mut ids = QueryBuilder::<Postgres>::new("SELECT id FROM items WHERE ");
//!     scope.push_where(&mut ids, "items")?;
//!     ids.push(" ORDER BY id DESC LIMIT 20");
//!     let ids: Vec<i64> = ids.build_query_scalar().fetch_all(pool).await?;
//!     // Or `query_as!(Item, "SELECT …", &ids)`.
//!     let rows: Vec<(i64, bool)> =
//!         sqlx::query_as("SELECT seller, published FROM items WHERE id = ANY($1) ORDER BY id DESC")
//!             .bind(&ids)
//!             .fetch_all(pool)
//!             .await?;
//!     let items = rows.into_iter().map(|(seller, published)| Item {
//!         seller: seller.cast_unsigned(),
//!         published,
//!     });
//!     Ok(scope.admit(items)?)
//! }
//! # fn main() {}
//! ```
//!
//! # Limits
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
mod schema;

use permit_sql::WriteWhere;
pub use permit_sql::{Tables, TablesError};
use sqlx::QueryBuilder;

pub use self::{
    dialect::Dialect,
    schema::{SchemaError, verify_schema},
};

/// A condition that can be written into a query: a [`Scope`](permit_runtime::Scope), or the
/// [`Filter`](permit_runtime::filter::Filter) of one.
pub trait PushWhere<DB: Dialect> {
    /// Appends one expression in parentheses, with the columns of these tables of the query: the name or the
    /// alias of the context's table, or [`Tables`] where columns of joined tables are declared.
    ///
    /// # Errors
    ///
    /// [`sqlx::Error::Configuration`] with a [`TablesError`] when `tables` are not those in which the
    /// columns of the context are. Nothing is written then.
    fn push_where(
        &self,
        query: &mut QueryBuilder<DB>,
        tables: impl Into<Tables>,
    ) -> Result<(), sqlx::Error>;
}

impl<DB: Dialect, W: WriteWhere> PushWhere<DB> for W {
    fn push_where(
        &self,
        query: &mut QueryBuilder<DB>,
        tables: impl Into<Tables>,
    ) -> Result<(), sqlx::Error> {
        let written = self.write_where(&mut dialect::Query(query), &tables.into());
        written.map_err(|error| sqlx::Error::Configuration(error.into()))
    }
}
