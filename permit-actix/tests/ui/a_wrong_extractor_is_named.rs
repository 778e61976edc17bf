#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::EditItem;
use permit_actix::{Allowed, App, get};

struct Changes;

async fn edit(_: Allowed<EditItem>, _: Changes) -> &'static str {
    "edited"
}

fn main() {
    let _ = App::new().route("/", get(edit));
}
