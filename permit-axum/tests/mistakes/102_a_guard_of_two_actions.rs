#[allow(dead_code)]
#[path = "../ui/support/app.rs"]
mod app;

use app::{App, EditItem, ViewItem};
use permit_axum::{Allowed, Router, get};

async fn edit(_: Allowed<(ViewItem, EditItem)>) {}

fn main() {
    let _: Router<App> = Router::new().route("/", get(edit));
}
