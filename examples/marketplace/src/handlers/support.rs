//! The support desk.

use axum::extract::State as Of;
use maud::Markup;
use permit_axum::{Scoped, requires};

use crate::{
    database::{accounts, orders},
    pages,
    permissions::{OpenSupportDesk, ViewAccount, ViewOrder},
    web::{Failure, Paged, State},
};

/// The desk lists only what the caller may see.
#[requires(OpenSupportDesk)]
pub(super) async fn desk(
    Scoped(of_accounts): Scoped<ViewAccount>,
    Scoped(of_orders): Scoped<ViewOrder>,
    Of(state): Of<State>,
    Paged(asked): Paged,
) -> Result<Markup, Failure> {
    let pool = state.database.pool();
    let accounts = accounts::list(pool, &of_accounts, asked.accounts).await?;
    let orders = orders::list(pool, &of_orders, asked.orders).await?;
    let frame = state.frame(of_accounts.principal());
    Ok(pages::desk::show(&frame, &accounts, &orders))
}
