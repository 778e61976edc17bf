//! Items.

use permit::{Permit, Proves, Scope, UserType as _};
use sqlx::{SqliteExecutor, SqlitePool};

use super::{
    Undone, Write, account_of,
    listing::{Source, listing},
};
use crate::{
    domain::{AccountId, Cents, Item, ItemChanges, ItemId, Listing, NotEnabled, Status, UserType},
    permissions::items::{
        AdvisePrice, BundleItems, DeleteItem, EditItem, FeatureItem, PostItem, SetPrice, ViewItem,
    },
};

/// Loads an item, to decide about it.
///
/// # Errors
///
/// Returns an error if the database fails.
pub async fn load(from: impl SqliteExecutor<'_>, id: ItemId) -> sqlx::Result<Option<Item>> {
    sqlx::query_as("SELECT * FROM items_with_names WHERE id = ?")
        .bind(id)
        .fetch_optional(from)
        .await
}

/// A page of the items that the caller may see: featured items first, then the newest, sold items
/// last.
///
/// # Errors
///
/// Returns an error if the database fails.
pub async fn list(
    from: &SqlitePool,
    scope: &Scope<ViewItem>,
    page: u32,
) -> sqlx::Result<Listing<Item>> {
    let source = Source {
        table: "items_with_names",
        order: "featured DESC, status = 'sold', id DESC",
    };
    listing(from, scope, &source, page).await
}

/// Puts an item up for sale, with the subject's account as the seller.
///
/// # Errors
///
/// Returns an error if the seller offers as much as the account can, or if the database fails.
pub async fn post(
    write: &mut Write,
    permit: &Permit<'_, PostItem>,
    changes: &ItemChanges,
) -> Result<ItemId, Undone> {
    let seller = account_of(permit)?;
    if changes.listed {
        one_more_listing(write, seller).await?;
    }
    let id = sqlx::query_scalar(
        "INSERT INTO items (seller, title, description, price, status) VALUES (?, ?, ?, ?, ?)
         RETURNING id",
    )
    .bind(seller)
    .bind(&changes.title)
    .bind(&changes.description)
    .bind(changes.price)
    .bind(status(changes))
    .fetch_one(&mut **write)
    .await?;
    Ok(id)
}

/// Changes the item of the permit.
///
/// # Errors
///
/// Returns an error if the item is to be listed and the seller offers as much as the account can, or if
/// the database fails.
pub async fn edit(
    write: &mut Write,
    permit: &Permit<'_, EditItem>,
    changes: &ItemChanges,
) -> Result<(), Undone> {
    let item = permit.context();
    if changes.listed && item.status == Status::Draft {
        one_more_listing(write, item.seller).await?;
    }
    sqlx::query(
        "UPDATE items SET title = ?, description = ?, status = ?,
                          featured = featured AND ? = 'listed'
         WHERE id = ?",
    )
    .bind(&changes.title)
    .bind(&changes.description)
    .bind(status(changes))
    .bind(status(changes))
    .bind(item.id)
    .execute(&mut **write)
    .await?;
    Ok(set_price(write, permit, changes.price).await?)
}

/// Whether `seller` can offer one more item. This depends on the items of the seller, and not on who asks:
/// support that lists an item for a seller is told the same.
async fn one_more_listing(write: &mut Write, seller: AccountId) -> Result<(), Undone> {
    let limited: u32 = sqlx::query_scalar(
        "SELECT count(*) FROM items JOIN accounts ON accounts.id = items.seller
         WHERE seller = ? AND status = 'listed' AND user_type <> ?",
    )
    .bind(seller)
    .bind(UserType::SellerPremium.name())
    .fetch_one(&mut **write)
    .await?;
    if limited < NotEnabled::LISTINGS {
        Ok(())
    } else {
        Err(NotEnabled::TooManyListings.into())
    }
}

/// Sets the price of the item of the permit, which proves any action of [`SetPrice`].
///
/// # Errors
///
/// Returns an error if the database fails.
pub async fn set_price(
    write: &mut Write,
    permit: &impl Proves<SetPrice>,
    price: Cents,
) -> sqlx::Result<()> {
    sqlx::query("UPDATE items SET price = ? WHERE id = ?")
        .bind(price)
        .bind(permit.context().id)
        .execute(&mut **write)
        .await?;
    Ok(())
}

/// Takes the item of the permit off the marketplace.
///
/// # Errors
///
/// Returns an error if the database fails.
pub async fn delete(write: &mut Write, permit: &Permit<'_, DeleteItem>) -> sqlx::Result<()> {
    remove(write, permit.context().id).await
}

async fn remove(write: &mut Write, item: ItemId) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM items WHERE id = ?")
        .bind(item)
        .execute(&mut **write)
        .await?;
    Ok(())
}

/// Joins the two listings of the permit into one, which obeys the limits of every listing.
///
/// # Errors
///
/// Returns an error if a listing cannot be like that, or if the database fails.
pub async fn bundle(write: &mut Write, permit: &Permit<'_, BundleItems>) -> Result<(), Undone> {
    let both = permit.context();
    let joined = both.joined()?;
    sqlx::query("UPDATE items SET title = ?, price = ?, description = ? WHERE id = ?")
        .bind(&joined.title)
        .bind(joined.price)
        .bind(&joined.description)
        .bind(both.kept.id)
        .execute(&mut **write)
        .await?;
    Ok(remove(write, both.added.id).await?)
}

/// Features the item of the permit at the top of the list, or stops featuring it.
///
/// # Errors
///
/// Returns an error if the database fails.
pub async fn feature(
    write: &mut Write,
    permit: &Permit<'_, FeatureItem>,
    featured: bool,
) -> sqlx::Result<()> {
    sqlx::query("UPDATE items SET featured = ? WHERE id = ?")
        .bind(featured)
        .bind(permit.context().id)
        .execute(&mut **write)
        .await?;
    Ok(())
}

/// The amounts that were paid for the items nearest in price to the item of the permit.
///
/// # Errors
///
/// Returns an error if the database fails.
pub async fn paid_for_similar(
    from: &SqlitePool,
    permit: &Permit<'_, AdvisePrice>,
) -> sqlx::Result<Vec<Cents>> {
    sqlx::query_scalar(
        "SELECT amount FROM orders WHERE NOT refunded ORDER BY abs(amount - ?), id LIMIT 5",
    )
    .bind(permit.context().price)
    .fetch_all(from)
    .await
}

const fn status(changes: &ItemChanges) -> Status {
    if changes.listed {
        Status::Listed
    } else {
        Status::Draft
    }
}
