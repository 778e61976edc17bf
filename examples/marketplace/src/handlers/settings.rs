//! Settings.

use axum::{extract::State as Of, response::Redirect};
use maud::Markup;
use permit_axum::Allowed;

use crate::{
    domain::SettingsForm,
    pages,
    permissions::ChangeSettings,
    web::{Failure, Fields, State},
};

pub(super) async fn show(Allowed(permit): Allowed<ChangeSettings>, Of(state): Of<State>) -> Markup {
    pages::settings::show(&state.frame(permit.principal()), &state.settings.now())
}

pub(super) async fn change(
    Allowed(permit): Allowed<ChangeSettings>,
    Of(state): Of<State>,
    Fields(form): Fields<SettingsForm>,
) -> Result<Redirect, Failure> {
    let settings = &state.settings;
    settings
        .change(&state.database, &permit, form.read())
        .await?;
    Ok(Redirect::to("/settings"))
}
