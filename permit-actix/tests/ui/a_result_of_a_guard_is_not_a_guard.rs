#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use actix_web::Error;
use app::EditItem;
use permit_actix::{Allowed, App, get};

async fn edit(_: Result<Allowed<EditItem>, Error>) -> &'static str {
    "edited"
}

fn main() {
    let _ = App::new().route("/", get(edit));
}
