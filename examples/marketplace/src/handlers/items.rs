//! Items.
//!
//! A handler that only shows an item takes `Allowed`: the item is loaded and checked before the
//! handler begins. A handler that changes an item takes `Ask`, and loads the item inside the
//! transaction, so that the row that is checked is the row that is written. A handler that lists
//! items takes `Scoped`: the database selects what the caller may see.

use axum::{
    extract::State as Of,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use maud::Markup;
use permit_axum::{Allowed, Ask, Scoped};
use serde::Deserialize;

use crate::{
    database::{Write, items, orders},
    domain::{Bundle, Cents, Item, ItemForm, ItemId, Mistakes, NotEnabled, OrderId, PRICE},
    pages,
    permissions::items::{
        AdvisePrice, BundleItems, BuyItem, DeleteItem, EditItem, FeatureItem, PostItem,
        RepriceItem, ViewItem,
    },
    web::{Failure, Fields, Paged, Segment, State},
};

pub(super) async fn list(
    Scoped(scope): Scoped<ViewItem>,
    Of(state): Of<State>,
    Paged(asked): Paged,
) -> Result<Markup, Failure> {
    let items = items::list(state.database.pool(), &scope, asked.page).await?;
    Ok(pages::items::list(&state.frame(scope.principal()), &items))
}

pub(super) async fn show(Allowed(permit): Allowed<ViewItem>, Of(state): Of<State>) -> Markup {
    let frame = state.frame(permit.principal());
    pages::items::show(&frame, permit.context(), &Mistakes::default())
}

pub(super) async fn new(Allowed(permit): Allowed<PostItem>, Of(state): Of<State>) -> Markup {
    let frame = state.frame(permit.principal());
    let form = ItemForm {
        listed: Some("yes".into()),
        ..ItemForm::default()
    };
    pages::items::form(&frame, None, &form, &Mistakes::default())
}

pub(super) async fn post(
    Allowed(permit): Allowed<PostItem>,
    Of(state): Of<State>,
    Fields(form): Fields<ItemForm>,
) -> Result<Response, Failure> {
    let changes = match form.read() {
        Ok(changes) => changes,
        Err(mistakes) => {
            let frame = state.frame(permit.principal());
            return Ok(fix(&pages::items::form(&frame, None, &form, &mistakes)));
        }
    };
    let mut write = state.database.write().await?;
    let id = items::post(&mut write, &permit, &changes).await?;
    write.commit().await?;
    Ok(to_item(id))
}

pub(super) async fn editor(Allowed(permit): Allowed<EditItem>, Of(state): Of<State>) -> Markup {
    let (frame, item) = (state.frame(permit.principal()), permit.context());
    pages::items::form(&frame, Some(item), &item.into(), &Mistakes::default())
}

pub(super) async fn edit(
    ask: Ask<EditItem>,
    Of(state): Of<State>,
    Segment(id): Segment<ItemId>,
    Fields(form): Fields<ItemForm>,
) -> Result<Response, Failure> {
    let mut write = state.database.write().await?;
    let permit = ask.check(EditItem, load(&mut write, id).await?)?;
    let changes = match form.read() {
        Ok(changes) => changes,
        Err(mistakes) => {
            let (frame, item) = (state.frame(ask.principal()), permit.context());
            return Ok(fix(&pages::items::form(
                &frame,
                Some(item),
                &form,
                &mistakes,
            )));
        }
    };
    items::edit(&mut write, &permit, &changes).await?;
    write.commit().await?;
    Ok(to_item(id))
}

/// The only field of the experiment.
#[derive(Deserialize)]
pub(super) struct PriceForm {
    price: String,
}

pub(super) async fn reprice(
    ask: Ask<RepriceItem>,
    Of(state): Of<State>,
    Segment(id): Segment<ItemId>,
    Fields(form): Fields<PriceForm>,
) -> Result<Response, Failure> {
    let mut write = state.database.write().await?;
    let permit = ask.check(RepriceItem, load(&mut write, id).await?)?;
    let Some(price) = Cents::parse(&form.price) else {
        let (frame, item) = (state.frame(ask.principal()), permit.context());
        let mistakes = Mistakes::only("price", PRICE);
        return Ok(fix(&pages::items::show(&frame, item, &mistakes)));
    };
    items::set_price(&mut write, &permit, price).await?;
    write.commit().await?;
    Ok(to_item(id))
}

/// Whether an item is to be featured.
#[derive(Deserialize)]
pub(super) struct FeatureForm {
    featured: String,
}

pub(super) async fn feature(
    ask: Ask<FeatureItem>,
    Of(state): Of<State>,
    Segment(id): Segment<ItemId>,
    Fields(form): Fields<FeatureForm>,
) -> Result<Response, Failure> {
    let mut write = state.database.write().await?;
    let permit = ask.check(FeatureItem, load(&mut write, id).await?)?;
    items::feature(&mut write, &permit, form.featured == "yes").await?;
    write.commit().await?;
    Ok(to_item(id))
}

pub(super) async fn deletion(Allowed(permit): Allowed<DeleteItem>, Of(state): Of<State>) -> Markup {
    pages::items::deletion(&state.frame(permit.principal()), permit.context())
}

pub(super) async fn delete(
    ask: Ask<DeleteItem>,
    Of(state): Of<State>,
    Segment(id): Segment<ItemId>,
) -> Result<Redirect, Failure> {
    let mut write = state.database.write().await?;
    let permit = ask.check(DeleteItem, load(&mut write, id).await?)?;
    items::delete(&mut write, &permit).await?;
    write.commit().await?;
    Ok(Redirect::to("/"))
}

/// The listing that becomes a part of the one in the path.
#[derive(Deserialize)]
pub(super) struct BundleForm {
    with: ItemId,
}

pub(super) async fn bundle(
    ask: Ask<BundleItems>,
    Of(state): Of<State>,
    Segment(id): Segment<ItemId>,
    Fields(form): Fields<BundleForm>,
) -> Result<Response, Failure> {
    let mut write = state.database.write().await?;
    let both = Bundle {
        kept: load(&mut write, id).await?,
        added: load(&mut write, form.with).await?,
    };
    let permit = ask.check(BundleItems, both)?;
    items::bundle(&mut write, &permit).await?;
    write.commit().await?;
    Ok(to_item(id))
}

/// The price that the buyer saw.
#[derive(Deserialize)]
pub(super) struct OfferForm {
    price: String,
}

pub(super) async fn buy(
    ask: Ask<BuyItem>,
    Of(state): Of<State>,
    Segment(id): Segment<ItemId>,
    Fields(form): Fields<OfferForm>,
) -> Result<Redirect, Failure> {
    let price = Cents::parse(&form.price).ok_or(Failure::Unreadable)?;
    let order = purchase(&ask, &state, id, price).await?;
    Ok(Redirect::to(&format!("/orders/{order}")))
}

/// Buys an item at the price that the buyer saw. If the price has changed since, the refusal has a page
/// that offers the new one.
pub(super) async fn purchase(
    ask: &Ask<BuyItem>,
    state: &State,
    id: ItemId,
    price: Cents,
) -> Result<OrderId, Failure> {
    let mut write = state.database.write().await?;
    let item = load(&mut write, id).await?;
    let permit = match ask.check(BuyItem { price }, &item) {
        Ok(permit) => permit,
        Err(refusal) => {
            let told = refusal.told().and_then(|view| view.reason.as_deref());
            return Err(if told == Some("price_changed") {
                let frame = state.frame(ask.principal());
                Failure::RefusedWith(refusal, pages::items::price_changed(&frame, &item))
            } else {
                Failure::Refused(refusal)
            });
        }
    };
    let placed = orders::place(&mut write, &permit).await?;
    let order = placed.ok_or(NotEnabled::BuyerCannotPay)?;
    write.commit().await?;
    Ok(order)
}

pub(super) async fn advice(
    Allowed(permit): Allowed<AdvisePrice>,
    Of(state): Of<State>,
) -> Result<Markup, Failure> {
    let paid = items::paid_for_similar(state.database.pool(), &permit).await?;
    let frame = state.frame(permit.principal());
    Ok(pages::items::advice(&frame, permit.context(), &paid))
}

/// Loads the item inside the transaction.
pub(super) async fn load(write: &mut Write, id: ItemId) -> Result<Item, Failure> {
    let found = items::load(&mut **write, id).await?;
    found.ok_or(Failure::NotFound)
}

fn to_item(id: ItemId) -> Response {
    Redirect::to(&format!("/items/{id}")).into_response()
}

/// Shows the form again, with what is wrong.
fn fix(page: &Markup) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, page.clone()).into_response()
}
