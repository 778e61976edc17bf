#[allow(dead_code)]
#[path = "../ui/support/app.rs"]
mod app;

use app::App;
use axum::http::Uri;
use permit_axum::{Router, unguarded};

async fn health(_: Uri) {}

fn main() {
    let _: Router<App> = Router::new().route("/health", unguarded("says only that it runs", health));
}
