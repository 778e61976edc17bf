#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::App;
use permit_axum::{Router, get};

async fn show() {}

fn main() {
    let _: Router<App> = Router::new().route("/", get(show));
}
