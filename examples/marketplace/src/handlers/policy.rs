//! What operators open and block.

use axum::{
    extract::State as Of,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use maud::Markup;
use permit::Principal;
use permit_axum::Allowed;
use permit_live::{NotChanged, Status, StoreError};

use crate::{
    domain::{Mistakes, User},
    pages,
    permissions::OperatePolicy,
    policy::PolicyForm,
    web::{Failure, Fields, State},
};

pub(super) async fn show(
    Allowed(permit): Allowed<OperatePolicy>,
    Of(state): Of<State>,
) -> Result<Markup, Failure> {
    let form = PolicyForm::new().map_err(Failure::NoRandomness)?;
    page(&state, permit.principal(), &form, &Mistakes::default()).await
}

pub(super) async fn change(
    Allowed(permit): Allowed<OperatePolicy>,
    Of(state): Of<State>,
    Fields(form): Fields<PolicyForm>,
) -> Result<Response, Failure> {
    let wanted = match form.read() {
        Ok(wanted) => wanted,
        Err(mistakes) => return again(&state, permit.principal(), &form, &mistakes).await,
    };
    let change = form.pending(state.policy.operate(&permit), wanted);
    let committed = match change.commit(&form.reason).await {
        Ok(committed) => committed,
        Err(NotChanged::Store(error)) => return Err(away(error)),
        Err(not) => {
            let mistakes = Mistakes::only(field(&not), not.to_string());
            return again(&state, permit.principal(), &form, &mistakes).await;
        }
    };
    // So that the page that follows obeys the change. If it does not yet, the poll brings it in a second.
    state.policy.caught_up(committed.revision).await;
    Ok(Redirect::to("/policy").into_response())
}

async fn again(
    state: &State,
    who: &Principal<User>,
    form: &PolicyForm,
    mistakes: &Mistakes,
) -> Result<Response, Failure> {
    // It is another form from now on, made from what it shows.
    let renewed = PolicyForm::new().map_err(Failure::NoRandomness)?;
    let form = PolicyForm {
        request: renewed.request,
        ..form.clone()
    };
    let page = page(state, who, &form, mistakes).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

async fn page(
    state: &State,
    who: &Principal<User>,
    form: &PolicyForm,
    mistakes: &Mistakes,
) -> Result<Markup, Failure> {
    let status: Status = state.policy.store().status::<User>().await.map_err(away)?;
    Ok(pages::policy::show(
        &state.frame(who),
        &status,
        form,
        mistakes,
    ))
}

/// The field that a refused change is about.
const fn field(not: &NotChanged) -> &'static str {
    match not {
        NotChanged::NotARule(_) | NotChanged::Narrower { .. } | NotChanged::NotGranted { .. } => {
            "rule"
        }
        NotChanged::NoEnd | NotChanged::Past => "ends",
        NotChanged::NoReason => "reason",
        NotChanged::Conflict { .. } => "conflict",
        _ => "action",
    }
}

fn away(error: StoreError) -> Failure {
    Failure::Unavailable(match error {
        StoreError::Database(error) => error,
        other => sqlx::Error::Configuration(Box::new(other)),
    })
}
