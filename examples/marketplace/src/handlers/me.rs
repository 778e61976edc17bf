//! What the caller may do, for the scripts of the pages.

use axum::Json;
use permit::interface::Abilities;
use permit_axum::Who;
use utoipa::ToSchema;

use crate::{domain::User, web::Failure};

/// Whether the caller may do one action.
#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
#[expect(
    dead_code,
    reason = "it describes the JSON of `Abilities` in the document"
)]
pub(super) enum Ability {
    /// Allowed on everything.
    Always,
    /// Allowed on nothing.
    Never,
    /// Depends on these conditions.
    Depends(Vec<String>),
}

/// What the caller may do, for each action by its key.
#[utoipa::path(
    get, path = "/me/abilities",
    operation_id = "show_abilities",
    responses(
        (status = OK, description = "Every action, by its key.", body = BTreeMap<String, Ability>),
    ),
)]
pub(super) async fn abilities(Who(who): Who<User>) -> Result<Json<Abilities>, Failure> {
    Ok(Json(who.abilities()?))
}
