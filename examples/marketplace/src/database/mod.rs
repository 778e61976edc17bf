//! The data layer, on an embedded `SQLite` file.
//!
//! It has three kinds of functions: some load a row to decide about it, some list rows, and some
//! write, or return more than the row. A function that lists takes a [`Scope`](permit::Scope) and
//! selects the rows in that scope. A function that writes takes a [`Permit`] and works only on what
//! the permit holds, the context and the action's own fields. It cannot be called with a permit of
//! another action, or for another row than the one that was checked.

pub mod accounts;
pub mod apps;
pub mod impersonations;
pub mod items;
mod listing;
mod opening;
pub mod orders;
mod schema;
pub mod settings;

use permit::{Action, Permit};
use sqlx::{Sqlite, SqlitePool, Transaction};

pub use self::opening::{CannotOpen, Opened};
use crate::domain::{AccountId, User};

/// A transaction that writes.
pub type Write = Transaction<'static, Sqlite>;

/// The open database.
#[derive(Clone, Debug)]
pub struct Database {
    pool: SqlitePool,
}

impl Database {
    /// The pool, for reading.
    #[must_use]
    pub const fn pool(&self) -> &SqlitePool {
        &self.pool
    }

    /// Begins a transaction that writes. It takes the write lock at once, so that a row that is
    /// loaded for a check cannot change before it is written.
    ///
    /// # Errors
    ///
    /// Returns an error if the database fails.
    pub async fn write(&self) -> sqlx::Result<Write> {
        self.pool.begin_with("BEGIN IMMEDIATE").await
    }

    /// Closes every connection, and waits until all are closed.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

/// The account that the subject of the permit acts with.
///
/// The marketplace's own jobs have no account, so they cannot post or buy, even if a table allows
/// it.
fn account_of<A: Action<Subject = User>>(permit: &Permit<'_, A>) -> sqlx::Result<AccountId> {
    let none =
        || sqlx::Error::InvalidArgument("this needs an account, and the subject has none".into());
    permit.principal().subject().account.ok_or_else(none)
}
