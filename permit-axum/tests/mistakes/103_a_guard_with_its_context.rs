#[allow(dead_code)]
#[path = "../ui/support/app.rs"]
mod app;

use app::{App, EditItem, Item};
use permit_axum::{Allowed, Router, get};

async fn edit(_: Allowed<EditItem, Item>) {}

fn main() {
    let _: Router<App> = Router::new().route("/", get(edit));
}
