#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::{App, EditItem};
use permit_axum::{Allowed, Refusal, Router, get};

async fn edit(_: Result<Allowed<EditItem>, Refusal>) {}

fn main() {
    let _: Router<App> = Router::new().route("/", get(edit));
}
