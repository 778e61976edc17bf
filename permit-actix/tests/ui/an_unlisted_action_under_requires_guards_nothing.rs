#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::NotListed;

#[permit_actix::requires(NotListed)]
async fn edit() {}

fn main() {}
