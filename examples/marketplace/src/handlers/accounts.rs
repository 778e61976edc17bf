//! Accounts.

use axum::{
    extract::State as Of,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use maud::Markup;
use permit_axum::{Allowed, Ask};
use serde::Deserialize;

use crate::{
    database::{Write, accounts},
    domain::{Account, AccountId, Mistakes, TransferForm},
    pages,
    permissions::{SuspendUser, TransferFunds, ViewAccount},
    web::{Failure, Fields, Segment, State},
};

pub(super) async fn show(Allowed(permit): Allowed<ViewAccount>, Of(state): Of<State>) -> Markup {
    let frame = state.frame(permit.principal());
    let (form, mistakes) = (TransferForm::default(), Mistakes::default());
    pages::accounts::show(&frame, permit.context(), &form, &mistakes)
}

/// The form is read before the check, because the check depends on the amount.
pub(super) async fn transfer(
    ask: Ask<TransferFunds>,
    Of(state): Of<State>,
    Segment(id): Segment<AccountId>,
    Fields(form): Fields<TransferForm>,
) -> Result<Response, Failure> {
    let mut write = state.database.write().await?;
    let account = load(&mut write, id).await?;
    let again = |account: &Account, mistakes: &Mistakes| {
        let frame = state.frame(ask.principal());
        let page = pages::accounts::show(&frame, account, &form, mistakes);
        (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
    };
    let transfer = match form.read(id) {
        Ok((amount, payee)) => TransferFunds { amount, payee },
        Err(mistakes) => {
            // A caller who may not transfer anything from here is refused, whatever the form
            // contains.
            let permit = ask.check(TransferFunds::least(), account)?;
            return Ok(again(permit.context(), &mistakes));
        }
    };
    let permit = ask.check(transfer, account)?;
    if !accounts::transfer(&mut write, &permit).await? {
        let mistakes = Mistakes::only("payee", "there is no account with this number");
        return Ok(again(permit.context(), &mistakes));
    }
    write.commit().await?;
    Ok(Redirect::to(&format!("/accounts/{id}")).into_response())
}

/// Whether an account is to be suspended.
#[derive(Deserialize)]
pub(super) struct SuspensionForm {
    suspended: String,
}

pub(super) async fn suspend(
    ask: Ask<SuspendUser>,
    Of(state): Of<State>,
    Segment(id): Segment<AccountId>,
    Fields(form): Fields<SuspensionForm>,
) -> Result<Redirect, Failure> {
    let mut write = state.database.write().await?;
    let permit = ask.check(SuspendUser, load(&mut write, id).await?)?;
    accounts::suspend(&mut write, &permit, form.suspended == "yes").await?;
    write.commit().await?;
    Ok(Redirect::to(&format!("/accounts/{id}")))
}

/// Loads the account inside the transaction.
async fn load(write: &mut Write, id: AccountId) -> Result<Account, Failure> {
    let found = accounts::load(&mut **write, id).await?;
    found.ok_or(Failure::NotFound)
}
