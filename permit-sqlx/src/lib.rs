//! Lists for sqlx: what a principal may see, as a part of a query.
//!
//! ```
//! # include!("../tests/support/shop.rs");
//! use permit_sqlx::PushWhere as _;
//! use sqlx::{QueryBuilder, Sqlite};
//!
//! # fn main() {
//! # let who = permit::Authorizer::<User>::builder().build().principal(User { id: Some(7) });
//! let scope = who.scope(ViewItem);
//! let mut query = QueryBuilder::<Sqlite>::new("SELECT * FROM items WHERE ");
//! scope.push_where(&mut query, "items");
//! query.push(" ORDER BY id DESC LIMIT 20");
//! assert_eq!(
//!     query.sql().as_str(),
//!     r#"SELECT * FROM items WHERE ("items"."seller" = ? OR "items"."published" = ?) ORDER BY id DESC LIMIT 20"#,
//! );
//! # }
//! ```
//!
//! What is written is one expression in parentheses. It lets in exactly those rows that a check
//! would allow, and it holds no value: each one is a parameter. So the same filter serves a page,
//! its count and its neighbours, and it may be joined with whatever else a query asks for by `AND`.
//!
//! - **Unknown.** A column that is `NULL` is `None`: it equals nothing but `None`, and it differs
//!   from everything else. The expression itself may come out as `NULL`, which lets a row in no more
//!   than false does; do not put `NOT` before it.
//! - **Text** is equal byte by byte, whatever the collation of its column (`NOCASE`, a nondeterministic
//!   one). An index on the column serves all the same.
//! - **Whole numbers** stand in columns of at most 64 bits, as sqlx reads them. A value beyond those
//!   is compared as what it is: no column equals it, and every one is on the same side of it.
//! - **Booleans** of `SQLite` are 0 and 1.
//! - **Casts.** `#[column(cast = "uuid")]` casts a parameter in PostgreSQL, for columns whose type is
//!   not compared with that of the value. `SQLite` needs none, and none is written for it.
//! - **Names** of tables and columns stand in quotation marks: PostgreSQL takes them as they are
//!   spelt.
//!
//! The features `sqlite` and `postgres` choose the database. Which runtime
//! sqlx has is the application's choice.

#![warn(missing_docs, missing_debug_implementations)]

mod dialect;
mod parameter;
mod writing;

use permit_runtime::{Action, Extent, Filter, Scope};
use sqlx::QueryBuilder;

pub use self::dialect::Dialect;
use self::writing::Writing;

/// What can be written into a query as its condition: a [`Scope`], or a [`Filter`] of one.
pub trait PushWhere<DB: Dialect> {
    /// Appends one expression in parentheses. Its columns are those of `table`: the name of a
    /// table of the query, or its alias.
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
