#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::Transfer;

#[permit_actix::requires(Transfer)]
#[actix_web::post("/transfers")]
async fn transfer() -> &'static str {
    "transferred"
}

fn main() {}
