#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use actix_web::web::Path;
use permit_actix::{App, get};

async fn show(_: Path<u64>) -> &'static str {
    "shown"
}

fn main() {
    let _ = App::new().route("/{id}", get(show));
}
