//! Orders, as JSON.

use axum::{Json, extract::State as Of};
use permit_axum::{Allowed, Scoped};
use serde::Serialize;
use utoipa::ToSchema;

use super::List;
use crate::{
    database::orders,
    domain::Order,
    permissions::ViewOrder,
    web::{Failure, Paged, State},
};

/// A purchase.
#[derive(Serialize, ToSchema)]
pub(in crate::handlers) struct OrderDetails {
    id: i64,
    item: i64,
    title: String,
    buyer: i64,
    buyer_name: String,
    seller: i64,
    seller_name: String,
    /// The amount that was paid, in euros.
    #[schema(example = "12.50")]
    amount: String,
    /// Whether the buyer got the money back.
    refunded: bool,
    /// When the order was placed, in UTC.
    placed_at: String,
}

impl From<&Order> for OrderDetails {
    fn from(order: &Order) -> Self {
        Self {
            id: order.id.0,
            item: order.item.0,
            title: order.title.clone(),
            buyer: order.buyer.0,
            buyer_name: order.buyer_name.clone(),
            seller: order.seller.0,
            seller_name: order.seller_name.clone(),
            amount: order.amount.plain(),
            refunded: order.refunded,
            placed_at: order.placed_at.clone(),
        }
    }
}

/// The orders that the caller may see, newest first.
#[utoipa::path(
    get, path = "/api/orders", operation_id = "list_orders", tag = "orders",
    params(("page" = Option<u32>, Query,
        description = "The number of the page. The first page is 1.")),
    responses(
        (status = OK, description = "A page of orders.", body = List<OrderDetails>),
        (status = NOT_FOUND, description = "The page is not a number."),
    ),
)]
pub(in crate::handlers) async fn list(
    Scoped(scope): Scoped<ViewOrder>,
    Of(state): Of<State>,
    Paged(asked): Paged,
) -> Result<Json<List<OrderDetails>>, Failure> {
    let orders = orders::list(state.database.pool(), &scope, asked.page).await?;
    Ok(Json(List::of(&orders)))
}

/// One order.
#[utoipa::path(
    get, path = "/api/orders/{order}", operation_id = "show_order", tag = "orders",
    params(("order" = i64, Path)),
    responses(
        (status = OK, description = "The order.", body = OrderDetails),
        (status = NOT_FOUND,
            description = "The order does not exist, or the caller may not see it."),
    ),
)]
pub(in crate::handlers) async fn show(Allowed(permit): Allowed<ViewOrder>) -> Json<OrderDetails> {
    Json(permit.context().into())
}
