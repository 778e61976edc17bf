//! Accounts.

use permit::{Permit, Scope, UserType as _};
use sqlx::{FromRow, Row, SqliteExecutor, SqlitePool, sqlite::SqliteRow};

use super::{
    Write,
    listing::{Source, listing},
    orders::pay,
};
use crate::{
    domain::{Account, AccountId, Listing, UserType},
    permissions::{SuspendUser, TransferFunds, ViewAccount},
};

/// Loads an account, to decide about it or to act with it.
///
/// # Errors
///
/// Returns an error if the database fails.
pub async fn load(from: impl SqliteExecutor<'_>, id: AccountId) -> sqlx::Result<Option<Account>> {
    sqlx::query_as("SELECT * FROM accounts WHERE id = ?")
        .bind(id)
        .fetch_optional(from)
        .await
}

/// A page of the accounts that the caller may see.
///
/// # Errors
///
/// Returns an error if the database fails.
pub async fn list(
    from: &SqlitePool,
    scope: &Scope<ViewAccount>,
    page: u32,
) -> sqlx::Result<Listing<Account>> {
    let source = Source {
        table: "accounts",
        order: "id",
    };
    listing(from, scope, &source, page).await
}

/// The accounts that the login page offers.
///
/// # Errors
///
/// Returns an error if the database fails.
pub async fn demonstration_accounts(from: &SqlitePool) -> sqlx::Result<Vec<Account>> {
    sqlx::query_as("SELECT * FROM accounts WHERE demo ORDER BY id")
        .fetch_all(from)
        .await
}

/// Suspends the account of the permit, or lifts its suspension.
///
/// # Errors
///
/// Returns an error if the database fails.
pub async fn suspend(
    write: &mut Write,
    permit: &Permit<'_, SuspendUser>,
    suspended: bool,
) -> sqlx::Result<()> {
    sqlx::query("UPDATE accounts SET suspended = ? WHERE id = ?")
        .bind(suspended)
        .bind(permit.context().id)
        .execute(&mut **write)
        .await?;
    Ok(())
}

/// Makes the transfer of the permit, with the amount and the payee that were checked. Returns
/// `false` if the payee does not exist; the transaction must not be committed then.
///
/// # Errors
///
/// Returns an error if the database fails.
pub async fn transfer(write: &mut Write, permit: &Permit<'_, TransferFunds>) -> sqlx::Result<bool> {
    let (payer, transfer) = (permit.context().id, permit.action());
    if !pay(write, payer, transfer.payee, transfer.amount).await? {
        return Ok(false);
    }
    sqlx::query("INSERT INTO transfers (payer, payee, amount, ordered_by) VALUES (?, ?, ?, ?)")
        .bind(payer)
        .bind(transfer.payee)
        .bind(transfer.amount)
        .bind(permit.principal().subject().account)
        .execute(&mut **write)
        .await?;
    Ok(true)
}

impl FromRow<'_, SqliteRow> for Account {
    fn from_row(row: &SqliteRow) -> sqlx::Result<Self> {
        Ok(Self {
            id: row.try_get("id")?,
            name: row.try_get("name")?,
            user_type: user_type(row.try_get("user_type")?)?,
            suspended: row.try_get("suspended")?,
            balance: row.try_get("balance")?,
            transfer_limit: row.try_get("transfer_limit")?,
        })
    }
}

/// An unknown name is an error, never a user type with fewer or more permissions.
fn user_type(name: &str) -> sqlx::Result<UserType> {
    let unknown = || sqlx::Error::ColumnDecode {
        index: "user_type".into(),
        source: format!("there is no user type `{name}`").into(),
    };
    let mut all = UserType::ALL.iter().copied();
    all.find(|one| one.name() == name).ok_or_else(unknown)
}
