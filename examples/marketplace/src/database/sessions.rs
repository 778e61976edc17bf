//! Sessions: who is signed in.
//!
//! These functions need no permit: signing in and out is not an action, and a session only says who the
//! caller is.

use sqlx::{FromRow, SqlitePool};

use super::{Write, impersonations};
use crate::domain::{AccountId, Moment, SessionId, TokenHash};

/// How many sessions an account can have. The oldest ends when there would be another one.
const MOST: u32 = 20;

/// A session that has not ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromRow)]
pub struct Session {
    /// Its id, which no other session gets.
    pub id: SessionId,
    /// The account that is signed in.
    pub account: AccountId,
}

/// The session with this secret, unless it has expired at `now`.
///
/// # Errors
///
/// Returns an error if the database fails.
pub async fn current(
    from: &SqlitePool,
    secret: TokenHash,
    now: Moment,
) -> sqlx::Result<Option<Session>> {
    sqlx::query_as("SELECT id, account FROM sessions WHERE secret_hash = ? AND expires_at > ?")
        .bind(secret.as_slice())
        .bind(now)
        .fetch_optional(from)
        .await
}

/// Begins a session of `account`, which expires at `until`. It deletes those of the account that have
/// expired.
///
/// # Errors
///
/// Returns an error if the database fails.
pub async fn begin(
    write: &mut Write,
    account: AccountId,
    secret: TokenHash,
    [now, until]: [Moment; 2],
) -> sqlx::Result<()> {
    sqlx::query(
        "DELETE FROM sessions WHERE account = ?1 AND (expires_at <= ?2 OR id NOT IN
            (SELECT id FROM sessions WHERE account = ?1 ORDER BY id DESC LIMIT ?3))",
    )
    .bind(account)
    .bind(now)
    .bind(MOST - 1)
    .execute(&mut **write)
    .await?;
    sqlx::query(
        "INSERT INTO sessions (secret_hash, account, begun_at, expires_at) VALUES (?, ?, ?, ?)",
    )
    .bind(secret.as_slice())
    .bind(account)
    .bind(now)
    .bind(until)
    .execute(&mut **write)
    .await?;
    Ok(())
}

/// Ends a session, and the impersonation in it. Returns whether there was an impersonation.
///
/// # Errors
///
/// Returns an error if the database fails.
pub async fn end(write: &mut Write, session: SessionId, now: Moment) -> sqlx::Result<bool> {
    sqlx::query("DELETE FROM sessions WHERE id = ?")
        .bind(session)
        .execute(&mut **write)
        .await?;
    impersonations::end(write, session, now).await
}

/// Ends every session of `account`, and the impersonations in them.
///
/// # Errors
///
/// Returns an error if the database fails.
pub async fn end_all(write: &mut Write, account: AccountId, now: Moment) -> sqlx::Result<()> {
    let sessions: Vec<SessionId> = sqlx::query_scalar("SELECT id FROM sessions WHERE account = ?")
        .bind(account)
        .fetch_all(&mut **write)
        .await?;
    for session in sessions {
        end(write, session, now).await?;
    }
    Ok(())
}
