#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::{App, User};
use permit::Principal;
use permit_axum::{Router, get};

async fn show(_: Principal<User>) {}

fn main() {
    let _: Router<App> = Router::new().route("/", get(show));
}
