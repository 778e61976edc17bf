//! The data layer, on an embedded `SQLite` file.
//!
//! Three kinds of functions: those that load a row for a decision to be made about it, those that
//! list, and those that write, or tell more. A list takes a [`Scope`](permit::Scope), and asks the
//! database for what that lets in. What writes takes a [`Permit`] and works on what it
//! holds, the context and the action's own fields, alone: it cannot be called from behind
//! another action, nor for another row than the one that was checked.

pub mod accounts;
pub mod apps;
pub mod impersonations;
pub mod items;
mod listing;
mod opening;
pub mod orders;
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
    /// Where to read.
    #[must_use]
    pub const fn pool(&self) -> &SqlitePool {
        &self.pool
    }

    /// Begins to write. It takes the lock at once, so that what is loaded to be checked is still
    /// so when it is written.
    ///
    /// # Errors
    ///
    /// When the database does.
    pub async fn write(&self) -> sqlx::Result<Write> {
        self.pool.begin_with("BEGIN IMMEDIATE").await
    }

    /// Lets every connection end.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

/// The account in whose name something is done.
///
/// The marketplace's own jobs have none, so they cannot post or buy, whatever a table said.
fn in_the_name_of<A: Action<Subject = User>>(permit: &Permit<'_, A>) -> sqlx::Result<AccountId> {
    let none = || sqlx::Error::InvalidArgument("this needs an account, and nobody is known".into());
    permit.principal().subject().account.ok_or_else(none)
}
