#[allow(dead_code)]
#[path = "../ui/support/app.rs"]
mod app;

use app::EditItem;
use permit_actix::{Allowed, guarded};

#[guarded]
async fn edit(_: Allowed<EditItem>) -> &'static str {
    "saved"
}

fn main() {}
