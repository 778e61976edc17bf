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
pub mod sessions;
pub mod settings;
mod undone;

use permit::{Action, Permit};
use sqlx::{Sqlite, SqlitePool, Transaction};

pub use self::{
    opening::{CannotOpen, Opened},
    undone::Undone,
};
use crate::domain::{AccountId, User};

/// A transaction that writes.
pub type Write = Transaction<'static, Sqlite>;

/// The open database.
///
/// `SQLite` has one writer at a time, and in its WAL mode readers do not wait for it. So there is one
/// connection that writes, for which writers wait here, and others that only read: writers that wait
/// never take the connection of a reader.
#[derive(Clone, Debug)]
pub struct Database {
    readers: SqlitePool,
    writer: SqlitePool,
}

impl Database {
    /// The connections that read. `SQLite` refuses a write on them.
    #[must_use]
    pub const fn pool(&self) -> &SqlitePool {
        &self.readers
    }

    /// Begins a transaction that writes. It takes the write lock at once, so that a row that is
    /// loaded for a check cannot change before it is written.
    ///
    /// # Errors
    ///
    /// Returns an error if the database fails.
    pub async fn write(&self) -> sqlx::Result<Write> {
        self.writer.begin_with("BEGIN IMMEDIATE").await
    }

    /// Closes every connection, and waits until all are closed.
    pub async fn close(&self) {
        self.readers.close().await;
        // Last, because the last connection that closes tidies the file up, and that is a write.
        self.writer.close().await;
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
