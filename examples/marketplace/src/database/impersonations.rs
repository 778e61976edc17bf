//! Who of support acts as which seller, in which session, and who did.

use permit::Permit;
use sqlx::{FromRow, SqliteExecutor};

use super::{Write, in_the_name_of};
use crate::{
    domain::{AccountId, Moment},
    permissions::acting::ActAsSeller,
};

/// Somebody acts as somebody else.
#[derive(Clone, Copy, Debug, FromRow)]
pub struct Impersonated {
    /// As whom.
    pub subject: AccountId,
    /// Until when.
    pub until: Moment,
}

/// As whom `actor` acts in `session` at `now`.
///
/// # Errors
///
/// When the database does.
pub async fn current(
    from: impl SqliteExecutor<'_>,
    session: &str,
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

/// The one who acts becomes the seller of the permit, in `session` and until `until`.
///
/// # Errors
///
/// When the database does.
pub async fn begin(
    write: &mut Write,
    permit: &Permit<'_, ActAsSeller>,
    session: &str,
    until: Moment,
) -> sqlx::Result<()> {
    let now = Moment::from(permit.principal().now());
    end(&mut **write, session, now).await?;
    sqlx::query(
        "INSERT INTO impersonations (session, actor, subject, begun_at, until)
         VALUES (?, ?, ?, ?, ?)",
    )
    .bind(session)
    .bind(in_the_name_of(permit)?)
    .bind(permit.context().account)
    .bind(now)
    .bind(until)
    .execute(&mut **write)
    .await?;
    Ok(())
}

/// Whoever acts in `session` is themselves again. Says whether they were somebody else.
///
/// It asks for no permit: it takes away, and from the session's own user alone.
///
/// # Errors
///
/// When the database does.
pub async fn end(write: impl SqliteExecutor<'_>, session: &str, now: Moment) -> sqlx::Result<bool> {
    let ended = sqlx::query(
        "UPDATE impersonations SET ended_at = ? WHERE session = ? AND ended_at IS NULL",
    )
    .bind(now)
    .bind(session)
    .execute(write)
    .await?;
    Ok(ended.rows_affected() > 0)
}
