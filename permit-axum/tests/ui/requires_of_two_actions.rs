#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

#[allow(unused_imports)]
use app::{EditItem, PostItem, ViewItem};

#[permit_axum::requires(ViewItem, EditItem)]
async fn edit() {}

#[permit_axum::requires(ViewItem, EditItem, PostItem)]
async fn post() {}

#[permit_axum::requires(app::ViewItem, "edit_item")]
async fn show() {}

fn main() {
    let _ = (edit(), post(), show());
}
