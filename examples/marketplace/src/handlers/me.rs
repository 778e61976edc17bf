//! What the caller may do, for the scripts of the pages.

use axum::Json;
use permit::Abilities;
use permit_axum::Who;
use utoipa::ToSchema;

use crate::domain::User;

/// Whether the caller may do one action.
#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
#[expect(dead_code, reason = "it is what `Abilities` writes, for the document")]
pub(super) enum Ability {
    /// On everything.
    Always,
    /// On nothing.
    Never,
    /// That is up to these conditions.
    Depends(Vec<String>),
}

/// What the caller may do: each action by its key.
#[utoipa::path(
    get, path = "/me/abilities",
    operation_id = "show_abilities",
    responses((status = OK, description = "Each action.", body = BTreeMap<String, Ability>)),
)]
pub(super) async fn abilities(Who(who): Who<User>) -> Json<Abilities> {
    Json(who.abilities())
}
