//! Orders: what was bought.

use super::{AccountId, Cents, ItemId, OrderId, User};

/// A purchase. It belongs to its buyer.
#[derive(Clone, Debug, permit::Columns, sqlx::FromRow)]
pub struct Order {
    /// Its id.
    pub id: OrderId,
    /// The item that was bought.
    pub item: ItemId,
    /// The title of the item.
    pub title: String,
    /// The account of the buyer.
    #[column(owner = User)]
    pub buyer: AccountId,
    /// The buyer's name.
    pub buyer_name: String,
    /// The account of the seller.
    pub seller: AccountId,
    /// The seller's name.
    pub seller_name: String,
    /// The amount that was paid.
    pub amount: Cents,
    /// Whether the buyer got the money back.
    pub refunded: bool,
    /// When the order was placed, in UTC.
    pub placed_at: String,
}
