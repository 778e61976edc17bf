#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::{App, EditItem};
use permit_axum::{Allowed, Router, get};

async fn edit(_: Allowed<EditItem>) {}

fn main() {
    let _: Router<App> = Router::new().route("/", axum::routing::get(edit));
    let _: Router<App> = Router::new().merge(axum::Router::new().route("/", axum::routing::get(edit)));
    let _: Router<App> = Router::new().nest("/items", axum::Router::new());
    let _: Router<App> = Router::new().route("/", get(edit)).merge(Router::<u8>::new());
}
