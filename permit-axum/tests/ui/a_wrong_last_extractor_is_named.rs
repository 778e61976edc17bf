#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::{App, EditItem};
use permit_axum::{Allowed, Router, get};

struct Changes;

async fn edit(_: Allowed<EditItem>, _: Changes) {}

fn main() {
    let _: Router<App> = Router::new().route("/", get(edit));
}
