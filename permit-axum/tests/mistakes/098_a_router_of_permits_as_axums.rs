#[allow(dead_code)]
#[path = "../ui/support/app.rs"]
mod app;

use app::{App, EditItem};
use permit_axum::{Allowed, Router, get};

async fn edit(_: Allowed<EditItem>) {}

fn application(app: App) -> axum::Router {
    Router::new().route("/", get(edit)).with_state(app)
}

fn main() {}
