#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::{Item, ViewItem};
use permit_actix::{Allowed, resource};

async fn show(_: Allowed<ViewItem>) -> &'static str {
    "shown"
}

async fn save(_: Item) -> &'static str {
    "saved"
}

fn main() {
    let _ = resource("/").get(show).post(save);
}
