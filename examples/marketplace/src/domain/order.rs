//! What was bought.

use super::{AccountId, Cents, ItemId, OrderId, User};

/// A purchase. It belongs to its buyer.
#[derive(Clone, Debug, permit::Columns, sqlx::FromRow)]
pub struct Order {
    /// Which.
    pub id: OrderId,
    /// Of what.
    pub item: ItemId,
    /// Its title.
    pub title: String,
    /// Who bought it.
    #[column(owner)]
    pub buyer: AccountId,
    /// The buyer's name.
    pub buyer_name: String,
    /// Who sold it.
    pub seller: AccountId,
    /// The seller's name.
    pub seller_name: String,
    /// What was paid.
    pub amount: Cents,
    /// Whether the buyer has the money back.
    pub refunded: bool,
    /// When, in UTC.
    pub placed_at: String,
}

impl permit::Owned<User> for Order {
    fn owner(&self) -> Option<&AccountId> {
        Some(&self.buyer)
    }
}
