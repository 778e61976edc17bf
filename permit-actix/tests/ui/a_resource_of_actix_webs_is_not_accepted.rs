#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use actix_web::web;
use permit_actix::App;

async fn show() -> &'static str {
    "shown"
}

fn main() {
    let _ = App::new().service(web::resource("/").to(show));
}
