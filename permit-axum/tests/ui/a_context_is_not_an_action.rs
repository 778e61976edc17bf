#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::{App, Item};
use permit_axum::{Allowed, Router, Scoped, get, requires};

async fn edit(_: Allowed<Item>) {}

async fn list(_: Scoped<Item>) {}

#[requires(Item)]
async fn show() {}

fn main() {
    let _: Router<App> = Router::new().route("/", get(edit).post(list)).route("/show", get(show));
}
