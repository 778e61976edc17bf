#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use actix_web::web::Path;
use app::ViewItem;
use permit_actix::{Scoped, get, resource};

async fn list(_: Path<u64>, _: Scoped<ViewItem>) -> &'static str {
    "listed"
}

fn main() {
    let _ = resource("/{id}").route(get(list));
}
