#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::EditItem;
use permit_axum::{Allowed, Router, get};

#[derive(Clone)]
struct Other;

async fn edit(_: Allowed<EditItem>) {}

fn main() {
    let _: Router<Other> = Router::new().route("/", get(edit));
}
