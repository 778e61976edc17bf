#[allow(dead_code)]
#[path = "../ui/support/app.rs"]
mod app;

use app::App;
use permit_axum::{Router, SignedIn, get};

async fn profile(_: SignedIn) {}

fn main() {
    let _: Router<App> = Router::new().route("/", get(profile));
}
