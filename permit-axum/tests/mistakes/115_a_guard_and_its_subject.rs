#[allow(dead_code)]
#[path = "../ui/support/app.rs"]
mod app;

use app::{App, User};
use permit_axum::{Router, get};

async fn edit(_: User) {}

fn main() {
    let _: Router<App> = Router::new().route("/", get(edit));
}
