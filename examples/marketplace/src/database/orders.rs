//! Orders, and the money that they move.

use permit::{Permit, Scope};
use sqlx::{SqliteExecutor, SqlitePool};

use super::{
    Write, account_of,
    listing::{Source, listing},
};
use crate::{
    domain::{AccountId, Cents, Listing, Order, OrderId},
    permissions::{RefundOrder, ViewOrder, items::BuyItem},
};

/// Loads an order, to decide about it.
///
/// # Errors
///
/// Returns an error if the database fails.
pub async fn load(from: impl SqliteExecutor<'_>, id: OrderId) -> sqlx::Result<Option<Order>> {
    sqlx::query_as("SELECT * FROM orders_with_names WHERE id = ?")
        .bind(id)
        .fetch_optional(from)
        .await
}

/// A page of the orders that the caller may see, newest first.
///
/// # Errors
///
/// Returns an error if the database fails.
pub async fn list(
    from: &SqlitePool,
    scope: &Scope<ViewOrder>,
    page: u32,
) -> sqlx::Result<Listing<Order>> {
    let source = Source {
        table: "orders_with_names",
        order: "id DESC",
    };
    listing(from, scope, &source, page).await
}

/// Buys the item of the permit for the subject's account, at the price that was checked. Returns
/// `None` if the buyer does not have enough credit; the transaction must not be committed then.
///
/// # Errors
///
/// Returns an error if the database fails.
pub async fn place(
    write: &mut Write,
    permit: &Permit<'_, BuyItem>,
) -> sqlx::Result<Option<OrderId>> {
    let (item, buyer) = (permit.context(), account_of(permit)?);
    if !pay(write, buyer, item.seller, item.price).await? {
        return Ok(None);
    }
    sqlx::query("UPDATE items SET status = 'sold', featured = 0 WHERE id = ?")
        .bind(item.id)
        .execute(&mut **write)
        .await?;
    sqlx::query_scalar("INSERT INTO orders (item, buyer, amount) VALUES (?, ?, ?) RETURNING id")
        .bind(item.id)
        .bind(buyer)
        .bind(item.price)
        .fetch_one(&mut **write)
        .await
        .map(Some)
}

/// Gives the buyer of the order of the permit the money back. Returns `false` if the seller does
/// not have enough credit; the transaction must not be committed then.
///
/// # Errors
///
/// Returns an error if the database fails.
pub async fn refund(write: &mut Write, permit: &Permit<'_, RefundOrder>) -> sqlx::Result<bool> {
    let order = permit.context();
    sqlx::query("UPDATE orders SET refunded = 1 WHERE id = ?")
        .bind(order.id)
        .execute(&mut **write)
        .await?;
    pay(write, order.seller, order.buyer, order.amount).await
}

/// Moves credit. Returns `false` if the payer does not have enough, or if the payee does not exist.
pub(super) async fn pay(
    write: &mut Write,
    payer: AccountId,
    payee: AccountId,
    amount: Cents,
) -> sqlx::Result<bool> {
    let taken =
        sqlx::query("UPDATE accounts SET balance = balance - ?1 WHERE id = ?2 AND balance >= ?1")
            .bind(amount)
            .bind(payer)
            .execute(&mut **write)
            .await?;
    let given = sqlx::query("UPDATE accounts SET balance = balance + ? WHERE id = ?")
        .bind(amount)
        .bind(payee)
        .execute(&mut **write)
        .await?;
    Ok(taken.rows_affected() == 1 && given.rows_affected() == 1)
}
