#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::{App, PostItem};
use axum::http::Method as M;
use permit_axum::{Router, post};

#[rustfmt::skip]
#[permit_axum::requires(PostItem)]
async fn create(
    _: M, _: M, _: M, _: M, _: M, _: M, _: M, _: M, _: M, _: M, _: M, _: M, _: M, _: M, _: M, _: M,
) {
}

fn main() {
    let _: Router<App> = Router::new().route("/", post(create));
}
