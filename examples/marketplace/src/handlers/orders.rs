//! Orders.

use axum::{extract::State as Of, response::Redirect};
use maud::Markup;
use permit_axum::{Allowed, Ask, Scoped};

use crate::{
    database::orders,
    domain::{NotEnabled, OrderId},
    pages,
    permissions::{RefundOrder, ViewOrder},
    web::{Failure, Paged, Segment, State},
};

pub(super) async fn list(
    Scoped(scope): Scoped<ViewOrder>,
    Of(state): Of<State>,
    Paged(asked): Paged,
) -> Result<Markup, Failure> {
    let orders = orders::list(state.database.pool(), &scope, asked.page).await?;
    let frame = state.frame(scope.principal());
    Ok(pages::orders::list(&frame, &orders))
}

pub(super) async fn show(Allowed(permit): Allowed<ViewOrder>, Of(state): Of<State>) -> Markup {
    pages::orders::show(&state.frame(permit.principal()), permit.context())
}

pub(super) async fn refund(
    ask: Ask<RefundOrder>,
    Of(state): Of<State>,
    Segment(id): Segment<OrderId>,
) -> Result<Redirect, Failure> {
    let mut write = state.database.write().await?;
    let found = orders::load(&mut *write, id).await?;
    let permit = ask.check(RefundOrder, found.ok_or(Failure::NotFound)?)?;
    if !orders::refund(&mut write, &permit).await? {
        return Err(NotEnabled::SellerCannotPay.into());
    }
    write.commit().await?;
    Ok(Redirect::to(&format!("/orders/{id}")))
}
