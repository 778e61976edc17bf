#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::User;
use permit::Principal;
use permit_actix::{App, get};

async fn show(_: Principal<User>) -> &'static str {
    "shown"
}

fn main() {
    let _ = App::new().route("/", get(show));
}
