#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use actix_web::http::Uri;
use permit_actix::{App, ServiceConfig, to};

async fn nothing(_: Uri) -> &'static str {
    "nothing"
}

fn routes(config: &mut ServiceConfig) {
    config.default_service(to(nothing));
}

fn main() {
    let _ = App::new().configure(routes);
}
