#[allow(dead_code)]
#[path = "../ui/support/app.rs"]
mod app;

use permit_actix::{App, get, unguarded};

async fn health() -> &'static str {
    "well"
}

fn main() {
    let _ = App::new().route("/health", get(unguarded(health)));
}
