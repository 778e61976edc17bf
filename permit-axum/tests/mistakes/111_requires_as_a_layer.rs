#[allow(dead_code)]
#[path = "../ui/support/app.rs"]
mod app;

use app::{App, EditItem};
use axum::http::Uri;
use permit_axum::{Router, get, requires};

async fn edit(_: Uri) {}

fn main() {
    let _: Router<App> = Router::new().route("/", get(edit)).route_layer(requires(EditItem));
}
