#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::App;
use axum::extract::State;
use permit_axum::{Router, get};

async fn show(State(_): State<App>) {}

fn main() {
    let _: Router<App> = Router::new().route("/", get(show));
}
