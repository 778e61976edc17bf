#[allow(dead_code)]
#[path = "../ui/support/app.rs"]
mod app;

use app::{App, PostItem};
use axum::http::Uri;
use permit_axum::{Allowed, Router, post};

async fn create(_: Allowed<PostItem>, _: String, _: Uri) {}

fn main() {
    let _: Router<App> = Router::new().route("/", post(create));
}
