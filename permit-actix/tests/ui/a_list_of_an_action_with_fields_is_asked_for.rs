#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::Transfer;
use permit_actix::Scoped;

async fn transfers(_: Scoped<Transfer>) {}

fn main() {}
