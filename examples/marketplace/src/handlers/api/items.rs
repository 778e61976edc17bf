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

use super::{List, Unacceptable};
use crate::{
    database::items,
    domain::{Item, ItemForm, ItemId, Status},
    handlers::items::load,
    permissions::items::{DeleteItem, EditItem, PostItem, ViewItem},
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
    /// In euros.
    #[schema(example = "12.50")]
    price: String,
    status: Progress,
    /// Whether it stands at the top of the list.
    featured: bool,
}

/// How far an item has come.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum Progress {
    /// Only its seller and support know of it.
    Draft,
    /// It can be bought.
    Listed,
    /// Somebody has bought it.
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

/// What a seller says about an item.
#[derive(Deserialize, ToSchema)]
pub(in crate::handlers) struct ItemOffer {
    /// In a line.
    title: String,
    /// In a few.
    #[serde(default)]
    description: String,
    /// In euros.
    #[schema(example = "12.50")]
    price: String,
    /// For everybody to see, or still a draft.
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

/// The number of a new item.
#[derive(Serialize, ToSchema)]
pub(in crate::handlers) struct NewItem {
    id: i64,
}

/// The items that the caller may look at: featured ones first, then the newest, sold ones at the end.
#[utoipa::path(
    get, path = "/api/items", operation_id = "list_items", tag = "items",
    params(("page" = Option<u32>, Query, description = "Which page; the first is 1.")),
    responses(
        (status = OK, description = "A page of items.", body = List<ItemDetails>),
        (status = NOT_FOUND, description = "The page is no number."),
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
        (status = NOT_FOUND, description = "There is none, or none for the caller."),
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
        (status = CREATED, description = "It is there.", body = NewItem,
            headers(("location" = String, description = "Where the item is."))),
        (status = UNPROCESSABLE_ENTITY, description = "It cannot be accepted.",
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
        (status = NO_CONTENT, description = "It is changed."),
        (status = NOT_FOUND, description = "There is no such item."),
        (status = UNPROCESSABLE_ENTITY, description = "It cannot be accepted.",
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
        (status = NO_CONTENT, description = "It is gone."),
        (status = NOT_FOUND, description = "There is no such item."),
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
