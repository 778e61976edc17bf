#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use actix_web::http::Method as M;
use app::PostItem;
use permit_actix::{App, post};

#[rustfmt::skip]
#[permit_actix::requires(PostItem)]
async fn create(
    _: M, _: M, _: M, _: M, _: M, _: M, _: M, _: M, _: M, _: M, _: M, _: M, _: M, _: M, _: M, _: M,
) -> &'static str {
    "created"
}

fn main() {
    let _ = App::new().route("/", post(create));
}
