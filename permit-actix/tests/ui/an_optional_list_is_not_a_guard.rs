#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::ViewItem;
use permit_actix::{Scoped, guarded};

#[guarded]
#[actix_web::get("/items")]
async fn list(_: Option<Scoped<ViewItem>>) -> &'static str {
    "listed"
}

fn main() {}
