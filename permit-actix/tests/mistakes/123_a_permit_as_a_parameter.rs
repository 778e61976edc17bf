#[allow(dead_code)]
#[path = "../ui/support/app.rs"]
mod app;

use app::EditItem;
use permit::Permit;
use permit_actix::{App, get};

async fn edit(_: Permit<'static, EditItem>) -> &'static str {
    "saved"
}

fn main() {
    let _ = App::new().route("/", get(edit));
}
