#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::Transfer;
use permit_actix::Allowed;

async fn transfer(_: Allowed<Transfer>) {}

fn main() {}
