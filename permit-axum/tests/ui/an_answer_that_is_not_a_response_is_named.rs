#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::{App, EditItem};
use permit_axum::{Allowed, Router, get};

async fn edit(_: Allowed<EditItem>) -> Option<u8> {
    None
}

fn main() {
    let _: Router<App> = Router::new().route("/", get(edit));
}
