//! What every user type may do.

use std::sync::LazyLock;

use axum::extract::State as Of;
use maud::Markup;
use permit::matrix::Matrix;
use permit_axum::Allowed;

use crate::{domain::User, pages, permissions::ViewMatrix, web::State};

/// It is that of the code, so it never changes.
static MATRIX: LazyLock<Matrix> = LazyLock::new(Matrix::of::<User>);

pub(super) async fn show(Allowed(permit): Allowed<ViewMatrix>, Of(state): Of<State>) -> Markup {
    pages::matrix::show(&state.frame(permit.principal()), &MATRIX)
}
