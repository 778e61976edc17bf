#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::{App, EditItem};
use permit_axum::{Allowed, Router, get};

async fn edit(_: Allowed<EditItem>) {
    let shared = std::rc::Rc::new(1);
    std::future::ready(()).await;
    drop(shared);
}

fn main() {
    let _: Router<App> = Router::new().route("/", get(edit));
}
