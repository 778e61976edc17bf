#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use permit_actix::{App, get};

async fn show() -> &'static str {
    "shown"
}

fn main() {
    let _ = App::new().route("/", get(show));
}
