//! Items, as JSON.

use axum::{
    Json,
    extract::State as Of,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use permit_axum::{Allowed, Ask, Scoped};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Conflict, List, Unacceptable};
use crate::{
    database::items,
    domain::{Cents, Item, ItemForm, ItemId, Mistakes, OrderId, PRICE, Status},
    handlers::items::{load, purchase},
    permissions::items::{BuyItem, DeleteItem, EditItem, PostItem, ViewItem},
    web::{Body, Failure, Paged, Segment, State},
};

/// A listing.
#[derive(Serialize, ToSchema)]
pub(in crate::handlers) struct ItemDetails {
    id: i64,
    seller: i64,
    seller_name: String,
    title: String,
    description: String,
    /// The price in euros.
    #[schema(example = "12.50")]
    price: String,
    status: Progress,
    /// Whether it is featured at the top of the list.
    featured: bool,
}

/// The status of an item.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum Progress {
    /// Only its seller and support can see it.
    Draft,
    /// Everyone can see it, and it can be bought.
    Listed,
    /// It has been bought.
    Sold,
}

impl From<&Item> for ItemDetails {
    fn from(item: &Item) -> Self {
        Self {
            id: item.id.0,
            seller: item.seller.0,
            seller_name: item.seller_name.clone(),
            title: item.title.clone(),
            description: item.description.clone(),
            price: item.price.plain(),
            status: match item.status {
                Status::Draft => Progress::Draft,
                Status::Listed => Progress::Listed,
                Status::Sold => Progress::Sold,
            },
            featured: item.featured,
        }
    }
}

/// The content of a listing.
#[derive(Deserialize, ToSchema)]
pub(in crate::handlers) struct ItemOffer {
    /// The title, in one line.
    title: String,
    /// The description, in a few lines.
    #[serde(default)]
    description: String,
    /// The price in euros.
    #[schema(example = "12.50")]
    price: String,
    /// Whether everyone can see it. Otherwise it is a draft.
    listed: bool,
}

impl From<ItemOffer> for ItemForm {
    fn from(offer: ItemOffer) -> Self {
        Self {
            title: offer.title,
            description: offer.description,
            price: offer.price,
            listed: offer.listed.then(|| "yes".into()),
        }
    }
}

/// The id of a new item.
#[derive(Serialize, ToSchema)]
pub(in crate::handlers) struct NewItem {
    id: i64,
}

/// The items that the caller may see: featured items first, then the newest, sold items last.
#[utoipa::path(
    get, path = "/api/items", operation_id = "list_items", tag = "items",
    params(("page" = Option<u32>, Query,
        description = "The number of the page. The first page is 1.")),
    responses(
        (status = OK, description = "A page of items.", body = List<ItemDetails>),
        (status = NOT_FOUND, description = "The page is not a number."),
    ),
)]
pub(in crate::handlers) async fn list(
    Scoped(scope): Scoped<ViewItem>,
    Of(state): Of<State>,
    Paged(asked): Paged,
) -> Result<Json<List<ItemDetails>>, Failure> {
    let items = items::list(state.database.pool(), &scope, asked.page).await?;
    Ok(Json(List::of(&items)))
}

/// One item.
#[utoipa::path(
    get, path = "/api/items/{item}", operation_id = "show_item", tag = "items",
    params(("item" = i64, Path)),
    responses(
        (status = OK, description = "The item.", body = ItemDetails),
        (status = NOT_FOUND,
            description = "The item does not exist, or the caller may not see it."),
    ),
)]
pub(in crate::handlers) async fn show(Allowed(permit): Allowed<ViewItem>) -> Json<ItemDetails> {
    Json(permit.context().into())
}

/// Put an item up for sale.
#[utoipa::path(
    post, path = "/api/items", operation_id = "post_item", tag = "items",
    request_body = ItemOffer,
    responses(
        (status = CREATED, description = "The item was created.", body = NewItem,
            headers(("location" = String, description = "The path of the item."))),
        (status = CONFLICT, description = "The account cannot offer more items at once.",
            body = Conflict, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "The content is not valid.",
            body = Unacceptable, content_type = "application/problem+json"),
    ),
)]
pub(in crate::handlers) async fn post(
    Allowed(permit): Allowed<PostItem>,
    Of(state): Of<State>,
    Body(offer): Body<ItemOffer>,
) -> Result<Response, Failure> {
    let changes = match ItemForm::from(offer).read() {
        Ok(changes) => changes,
        Err(mistakes) => return Ok(Unacceptable::from(&mistakes).into_response()),
    };
    let mut write = state.database.write().await?;
    let ItemId(id) = items::post(&mut write, &permit, &changes).await?;
    write.commit().await?;
    let at = [(header::LOCATION, format!("/api/items/{id}"))];
    Ok((StatusCode::CREATED, at, Json(NewItem { id })).into_response())
}

/// Change an item's title, description, price, and whether it is listed.
#[utoipa::path(
    put, path = "/api/items/{item}", operation_id = "edit_item", tag = "items",
    params(("item" = i64, Path)),
    request_body = ItemOffer,
    responses(
        (status = NO_CONTENT, description = "The item was changed."),
        (status = NOT_FOUND, description = "The item does not exist."),
        (status = CONFLICT, description = "The seller cannot offer more items at once.",
            body = Conflict, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "The content is not valid.",
            body = Unacceptable, content_type = "application/problem+json"),
    ),
)]
pub(in crate::handlers) async fn edit(
    ask: Ask<EditItem>,
    Of(state): Of<State>,
    Segment(id): Segment<ItemId>,
    Body(offer): Body<ItemOffer>,
) -> Result<Response, Failure> {
    let mut write = state.database.write().await?;
    let permit = ask.check(EditItem, load(&mut write, id).await?)?;
    let changes = match ItemForm::from(offer).read() {
        Ok(changes) => changes,
        Err(mistakes) => return Ok(Unacceptable::from(&mistakes).into_response()),
    };
    items::edit(&mut write, &permit, &changes).await?;
    write.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Take an item off the marketplace.
#[utoipa::path(
    delete, path = "/api/items/{item}", operation_id = "delete_item", tag = "items",
    params(("item" = i64, Path)),
    responses(
        (status = NO_CONTENT, description = "The item was deleted."),
        (status = NOT_FOUND, description = "The item does not exist."),
    ),
)]
pub(in crate::handlers) async fn delete(
    ask: Ask<DeleteItem>,
    Of(state): Of<State>,
    Segment(id): Segment<ItemId>,
) -> Result<StatusCode, Failure> {
    let mut write = state.database.write().await?;
    let permit = ask.check(DeleteItem, load(&mut write, id).await?)?;
    items::delete(&mut write, &permit).await?;
    write.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The price at which an item is bought.
#[derive(Deserialize, ToSchema)]
pub(in crate::handlers) struct Purchase {
    /// The price in euros, as the caller saw it. If it has changed since, nothing is bought.
    #[schema(example = "12.50")]
    price: String,
}

/// The id of a new order.
#[derive(Serialize, ToSchema)]
pub(in crate::handlers) struct NewOrder {
    id: i64,
}

/// Buy an item at the price that the caller saw. If the price has changed, the reason of the refusal is
/// `price_changed`.
#[utoipa::path(
    post, path = "/api/items/{item}/purchase", operation_id = "buy_item", tag = "items",
    params(("item" = i64, Path)),
    request_body = Purchase,
    responses(
        (status = CREATED, description = "The item was bought.", body = NewOrder,
            headers(("location" = String, description = "The path of the order."))),
        (status = NOT_FOUND, description = "The item does not exist."),
        (status = CONFLICT, description = "The buyer does not have enough credit.",
            body = Conflict, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "The price is not an amount.",
            body = Unacceptable, content_type = "application/problem+json"),
    ),
)]
pub(in crate::handlers) async fn buy(
    ask: Ask<BuyItem>,
    Of(state): Of<State>,
    Segment(id): Segment<ItemId>,
    Body(sent): Body<Purchase>,
) -> Result<Response, Failure> {
    let Some(price) = Cents::parse(&sent.price) else {
        let mistakes = Mistakes::only("price", PRICE);
        return Ok(Unacceptable::from(&mistakes).into_response());
    };
    let OrderId(id) = purchase(&ask, &state, id, price).await?;
    let at = [(header::LOCATION, format!("/api/orders/{id}"))];
    Ok((StatusCode::CREATED, at, Json(NewOrder { id })).into_response())
}
