//! Connected applications, which act for users.

use permit::{Permit, Scope};
use permit_sqlx::PushWhere as _;
use sqlx::{QueryBuilder, Sqlite, SqliteExecutor, SqlitePool};

use super::{Undone, Write};
use crate::{
    domain::{AppId, ConnectedApp, Moment, NotEnabled, TokenHash},
    permissions::acting::{DisconnectApp, ForgetApp, ManageApps},
};

/// How many applications [`forgettable`] returns at once.
pub const BATCH: u32 = 500;

/// An application to be connected.
#[derive(Debug)]
pub struct NewApp<'a> {
    /// The name that its user gives it.
    pub name: &'a str,
    /// The hash of its token. The token itself is not stored.
    pub token: TokenHash,
    /// What its user consents to.
    pub consent: &'a permit::Consent,
    /// When the connection expires.
    pub expires_at: Moment,
}

/// Loads an application, to decide about it.
///
/// # Errors
///
/// Returns an error if the database fails.
pub async fn load(from: impl SqliteExecutor<'_>, id: AppId) -> sqlx::Result<Option<ConnectedApp>> {
    sqlx::query_as("SELECT * FROM connected_apps WHERE id = ?")
        .bind(id)
        .fetch_optional(from)
        .await
}

/// The application whose token has this hash, unless it has expired at `now`.
///
/// # Errors
///
/// Returns an error if the database fails.
pub async fn by_token(
    from: &SqlitePool,
    token: TokenHash,
    now: Moment,
) -> sqlx::Result<Option<ConnectedApp>> {
    sqlx::query_as("SELECT * FROM connected_apps WHERE token_hash = ? AND expires_at > ?")
        .bind(token.as_slice())
        .bind(now)
        .fetch_optional(from)
        .await
}

/// The applications of the account of the permit, newest first. There are at most [`NotEnabled::APPS`].
///
/// # Errors
///
/// Returns an error if the database fails.
pub async fn list(
    from: &SqlitePool,
    permit: &Permit<'_, ManageApps>,
) -> sqlx::Result<Vec<ConnectedApp>> {
    sqlx::query_as("SELECT * FROM connected_apps WHERE account = ? ORDER BY id DESC")
        .bind(permit.context().id)
        .fetch_all(from)
        .await
}

/// Connects an application to the account of the permit.
///
/// # Errors
///
/// Returns an error if the account has as many as it can have, or if the database fails.
pub async fn connect(
    write: &mut Write,
    permit: &Permit<'_, ManageApps>,
    app: &NewApp<'_>,
) -> Result<(), Undone> {
    let connected: u32 =
        sqlx::query_scalar("SELECT count(*) FROM connected_apps WHERE account = ?")
            .bind(permit.context().id)
            .fetch_one(&mut **write)
            .await?;
    if connected >= NotEnabled::APPS {
        return Err(NotEnabled::TooManyApps.into());
    }
    let actions: Vec<&str> = app.consent.actions().collect();
    sqlx::query(
        "INSERT INTO connected_apps (account, name, token_hash, actions, connected_at, expires_at)
         VALUES (?, ?, ?, ?, ?, ?)",
    )
    .bind(permit.context().id)
    .bind(app.name)
    .bind(app.token.as_slice())
    .bind(actions.join(" "))
    .bind(Moment::from(permit.principal().now()))
    .bind(app.expires_at)
    .execute(&mut **write)
    .await?;
    Ok(())
}

/// Disconnects the application of the permit. Its token stops working at once.
///
/// # Errors
///
/// Returns an error if the database fails.
pub async fn disconnect(write: &mut Write, permit: &Permit<'_, DisconnectApp>) -> sqlx::Result<()> {
    remove(write, permit.context().id).await
}

/// Applications that may be deleted because they have expired: at most [`BATCH`].
///
/// # Errors
///
/// Returns an error if the database fails.
pub async fn forgettable(
    write: &mut Write,
    scope: &Scope<ForgetApp>,
) -> sqlx::Result<Vec<ConnectedApp>> {
    let mut query = QueryBuilder::<Sqlite>::new("SELECT * FROM connected_apps WHERE ");
    scope.push_where(&mut query, "connected_apps")?;
    query.push(" ORDER BY id LIMIT ").push_bind(BATCH);
    query.build_query_as().fetch_all(&mut **write).await
}

/// Deletes the application of the permit, which has expired.
///
/// # Errors
///
/// Returns an error if the database fails.
pub async fn forget(write: &mut Write, permit: &Permit<'_, ForgetApp>) -> sqlx::Result<()> {
    remove(write, permit.context().id).await
}

async fn remove(write: &mut Write, app: AppId) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM connected_apps WHERE id = ?")
        .bind(app)
        .execute(&mut **write)
        .await?;
    Ok(())
}
