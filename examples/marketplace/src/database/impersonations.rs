//! Which member of support acts, or has acted, as which seller, and in which session.

use permit::Permit;
use sqlx::{FromRow, SqliteExecutor};

use super::{Write, account_of};
use crate::{
    domain::{AccountId, Moment, SessionId},
    permissions::acting::ActAsSeller,
};

/// An impersonation that is running.
#[derive(Clone, Copy, Debug, FromRow)]
pub struct Impersonated {
    /// The account that is acted as.
    pub subject: AccountId,
    /// When it ends.
    pub until: Moment,
}

/// The impersonation by `actor` that is running in `session` at `now`.
///
/// # Errors
///
/// Returns an error if the database fails.
pub async fn current(
    from: impl SqliteExecutor<'_>,
    session: SessionId,
    actor: AccountId,
    now: Moment,
) -> sqlx::Result<Option<Impersonated>> {
    sqlx::query_as(
        "SELECT subject, until FROM impersonations
         WHERE session = ? AND actor = ? AND ended_at IS NULL AND until > ?",
    )
    .bind(session)
    .bind(actor)
    .bind(now)
    .fetch_optional(from)
    .await
}

/// Lets the subject act as the seller of the permit, in `session` and until `until`.
///
/// # Errors
///
/// Returns an error if the database fails.
pub async fn begin(
    write: &mut Write,
    permit: &Permit<'_, ActAsSeller>,
    session: SessionId,
    until: Moment,
) -> sqlx::Result<()> {
    let now = Moment::from(permit.principal().now());
    end(write, session, now).await?;
    sqlx::query(
        "INSERT INTO impersonations (session, actor, subject, begun_at, until)
         VALUES (?, ?, ?, ?, ?)",
    )
    .bind(session)
    .bind(account_of(permit)?)
    .bind(permit.context().account)
    .bind(now)
    .bind(until)
    .execute(&mut **write)
    .await?;
    Ok(())
}

/// Ends the impersonation in `session`. Returns whether there was one.
///
/// It needs no permit, because it only takes permissions away, and only from the user of the
/// session.
///
/// # Errors
///
/// Returns an error if the database fails.
pub async fn end(write: &mut Write, session: SessionId, now: Moment) -> sqlx::Result<bool> {
    let ended = sqlx::query(
        "UPDATE impersonations SET ended_at = ? WHERE session = ? AND ended_at IS NULL",
    )
    .bind(now)
    .bind(session)
    .execute(&mut **write)
    .await?;
    Ok(ended.rows_affected() > 0)
}
