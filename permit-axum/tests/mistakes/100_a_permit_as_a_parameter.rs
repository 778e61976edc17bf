#[allow(dead_code)]
#[path = "../ui/support/app.rs"]
mod app;

use app::{App, EditItem};
use permit::Permit;
use permit_axum::{Router, get};

async fn edit(_: Permit<'static, EditItem>) {}

fn main() {
    let _: Router<App> = Router::new().route("/", get(edit));
}
