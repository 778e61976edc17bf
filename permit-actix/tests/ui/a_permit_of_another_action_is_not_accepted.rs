#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::{EditItem, ViewItem};
use permit::Permit;
use permit_actix::Allowed;

fn save(_: Permit<EditItem>) {}

async fn edit(Allowed(permit): Allowed<ViewItem>) {
    save(permit);
}

fn main() {}
