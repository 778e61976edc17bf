#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::App;
use axum::http::Uri;
use permit_axum::Router;

async fn nothing(_: Uri) {}

fn main() {
    let _: Router<App> = Router::new().fallback(nothing);
}
