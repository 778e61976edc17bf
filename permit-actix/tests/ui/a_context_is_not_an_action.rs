#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::Item;
use permit_actix::{Allowed, App, get, requires};

async fn edit(_: Allowed<Item>) -> &'static str {
    "saved"
}

#[requires(Item)]
async fn show() -> &'static str {
    "shown"
}

fn main() {
    let _ = App::new().route("/", get(edit)).route("/show", get(show));
}
