#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::User;
use permit_actix::{App, Who, get};

async fn show(_: Who<User>) -> &'static str {
    "shown"
}

fn main() {
    let _ = App::new().route("/", get(show));
}
