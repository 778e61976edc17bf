#[allow(dead_code)]
#[path = "../ui/support/app.rs"]
mod app;

use app::{App, EditItem};
use permit_axum::{Allowed, Router};

async fn edit(_: Allowed<EditItem>) {}

fn main() {
    let _: Router<App> = Router::new().route("/", edit);
}
