#[allow(dead_code)]
#[path = "../ui/support/app.rs"]
mod app;

use app::EditItem;
use permit::Permit;
use permit_axum::Allowed;

fn save(_: &Permit<EditItem>) {}

async fn edit(allowed: Allowed<EditItem>) {
    save(&allowed);
}

fn main() {}
