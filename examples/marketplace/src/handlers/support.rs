//! The support desk.

use axum::extract::State as Of;
use maud::Markup;
use permit_axum::{Who, requires};

use crate::{
    database::{accounts, orders},
    domain::User,
    pages,
    permissions::{OpenSupportDesk, ViewAccount, ViewOrder},
    web::{Failure, State},
};

/// The desk lists what its caller may look at, row by row.
#[requires(OpenSupportDesk)]
pub(super) async fn desk(Who(who): Who<User>, Of(state): Of<State>) -> Result<Markup, Failure> {
    let mut accounts = accounts::all(state.database.pool()).await?;
    accounts.retain(|account| who.can(ViewAccount, account));
    let mut orders = orders::all(state.database.pool()).await?;
    orders.retain(|order| who.can(ViewOrder, order));
    Ok(pages::desk::show(&state.frame(&who), &accounts, &orders))
}
