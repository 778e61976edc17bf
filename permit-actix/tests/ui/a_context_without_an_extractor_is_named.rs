#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::ViewOrder;
use permit_actix::{Allowed, App, get};

async fn show(_: Allowed<ViewOrder>) -> &'static str {
    "shown"
}

fn main() {
    let _ = App::new().route("/", get(show));
}
