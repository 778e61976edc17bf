#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::{App, EditItem};
use axum::extract::State;
use permit_axum::{Allowed, Router, get};

async fn edit(_: State<Allowed<EditItem>>) {}

fn main() {
    let _: Router<App> = Router::new().route("/", get(edit));
}
