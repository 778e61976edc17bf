#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::{App, PostItem};

#[axum::debug_handler(state = App)]
#[permit_axum::requires(PostItem)]
async fn post(_: axum::http::Method) {}

fn main() {}
