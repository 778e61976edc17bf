#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

#[allow(unused_imports)]
use app::{EditItem, PostItem, ViewItem};

#[permit_actix::requires(ViewItem, EditItem)]
async fn edit() -> &'static str {
    "done"
}

#[permit_actix::requires(ViewItem, EditItem, PostItem)]
async fn post() -> &'static str {
    "done"
}

#[permit_actix::requires(app::ViewItem, "edit_item")]
async fn show() -> &'static str {
    "done"
}

fn main() {
    let _ = (edit(), post(), show());
}
