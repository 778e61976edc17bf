#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::{App, Item, ViewItem};
use permit_axum::{Allowed, Router, get};

async fn show(_: Allowed<ViewItem>) {}
async fn save(_: Item) {}

fn main() {
    let _: Router<App> = Router::new().route("/", get(show).post(save));
}
