//! Why a write was not done.

use crate::domain::NotEnabled;

/// Why a write that is allowed was not done. The transaction must not be committed then.
#[derive(Debug)]
pub enum Undone {
    /// The state of the marketplace does not enable it.
    NotEnabled(NotEnabled),
    /// The database failed.
    Database(sqlx::Error),
}

impl From<NotEnabled> for Undone {
    fn from(not: NotEnabled) -> Self {
        Self::NotEnabled(not)
    }
}

impl From<sqlx::Error> for Undone {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}
