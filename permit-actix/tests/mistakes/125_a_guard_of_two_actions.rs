#[allow(dead_code)]
#[path = "../ui/support/app.rs"]
mod app;

use app::{EditItem, ViewItem};
use permit_actix::{Allowed, App, get};

async fn edit(_: Allowed<(ViewItem, EditItem)>) -> &'static str {
    "saved"
}

fn main() {
    let _ = App::new().route("/", get(edit));
}
