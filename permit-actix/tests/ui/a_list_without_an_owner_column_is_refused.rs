#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::EditItem;
use permit_actix::Scoped;

async fn list(_: Scoped<EditItem>) {}

fn main() {}
