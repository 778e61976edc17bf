#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use actix_web::web::Path;
use app::ViewItem;
use permit_actix::{Allowed, guarded};

#[guarded]
#[actix_web::get("/second/{id}")]
async fn second(_: Path<u64>, _: Allowed<ViewItem>) -> &'static str {
    "shown"
}

#[guarded]
#[actix_web::get("/none")]
async fn none() -> &'static str {
    "shown"
}

#[guarded]
async fn no_service(_: Allowed<ViewItem>) -> &'static str {
    "shown"
}

#[guarded]
#[actix_web::get("/attribute")]
async fn attribute(#[allow(unused)] permit: Allowed<ViewItem>) -> &'static str {
    "shown"
}

#[guarded(ViewItem)]
#[actix_web::get("/action")]
async fn action(_: Allowed<ViewItem>) -> &'static str {
    "shown"
}

fn main() {}
