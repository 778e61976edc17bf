#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::EditItem;
use permit_actix::{Allowed, App, get};

async fn edit(_: Option<Allowed<EditItem>>) -> &'static str {
    "edited"
}

fn main() {
    let _ = App::new().route("/", get(edit));
}
