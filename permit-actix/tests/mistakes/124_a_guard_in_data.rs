#[allow(dead_code)]
#[path = "../ui/support/app.rs"]
mod app;

use actix_web::web::Data;
use app::EditItem;
use permit_actix::{Allowed, App, get};

async fn edit(_: Data<Allowed<EditItem>>) -> &'static str {
    "saved"
}

fn main() {
    let _ = App::new().route("/", get(edit));
}
