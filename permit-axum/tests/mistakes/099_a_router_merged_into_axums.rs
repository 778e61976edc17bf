#[allow(dead_code)]
#[path = "../ui/support/app.rs"]
mod app;

use app::{App, EditItem};
use permit_axum::{Allowed, Router, get};

async fn edit(_: Allowed<EditItem>) {}

fn application() -> axum::Router<App> {
    axum::Router::new().merge(Router::new().route("/", get(edit)))
}

fn main() {}
