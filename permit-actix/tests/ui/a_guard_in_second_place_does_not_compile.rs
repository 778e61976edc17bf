#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use actix_web::web::Path;
use app::EditItem;
use permit_actix::{Allowed, App, get};

async fn edit(_: Path<u64>, _: Allowed<EditItem>) -> &'static str {
    "edited"
}

fn main() {
    let _ = App::new().route("/{id}", get(edit));
}
