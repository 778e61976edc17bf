//! What the caller may do, for the scripts of the pages.

use axum::Json;
use permit::Abilities;
use permit_axum::Who;

use crate::domain::User;

pub(super) async fn abilities(Who(who): Who<User>) -> Json<Abilities> {
    Json(who.abilities())
}
