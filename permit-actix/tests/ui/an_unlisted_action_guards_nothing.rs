#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::NotListed;
use permit_actix::Allowed;

async fn edit(_: Allowed<NotListed>) {}

fn main() {}
