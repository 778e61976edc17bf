#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::{App, User};
use permit_axum::{Router, Who, get};

async fn show(_: Who<User>) {}

fn main() {
    let _: Router<App> = Router::new().route("/", get(show));
}
