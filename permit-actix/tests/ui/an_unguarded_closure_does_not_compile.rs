#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use actix_web::web::Path;
use permit_actix::{App, get};

fn main() {
    let _ = App::new().route("/", get(|_: Path<u64>| async { "shown" }));
}
