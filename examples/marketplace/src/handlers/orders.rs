//! Orders.

use axum::{extract::State as Of, response::Redirect};
use maud::Markup;
use permit_axum::{Allowed, Ask, SignedIn};

use crate::{
    database::orders,
    domain::{OrderId, User},
    pages,
    permissions::{RefundOrder, ViewOrder},
    web::{Failure, Segment, State},
};

pub(super) async fn list(
    SignedIn(who): SignedIn<User>,
    Of(state): Of<State>,
) -> Result<Markup, Failure> {
    let mut orders = orders::all(state.database.pool()).await?;
    orders.retain(|order| who.can(ViewOrder, order));
    Ok(pages::orders::list(&state.frame(&who), &orders))
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
        return Err(Failure::Conflict(
            "The seller's credit does not suffice to give this back.",
        ));
    }
    write.commit().await?;
    Ok(Redirect::to(&format!("/orders/{id}")))
}
