#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

#[allow(unused_imports)]
use app::{EditItem, PostItem, Transfer, ViewItem};

#[permit_axum::requires(Transfer { amount: 5 })]
async fn a_value() {}

#[permit_axum::requires(ViewItem || EditItem)]
async fn either() {}

#[permit_axum::requires(ViewItem | EditItem)]
async fn either_bit() {}

#[permit_axum::requires([ViewItem, EditItem])]
async fn a_list() {}

#[permit_axum::requires((ViewItem, EditItem))]
async fn a_tuple() {}

#[permit_axum::requires(all_of(ViewItem, EditItem))]
async fn all_of_them() {}

#[permit_axum::requires(!PostItem)]
async fn not() {}

#[permit_axum::requires(PostItem())]
async fn called() {}

#[permit_axum::requires(app::PostItem {})]
async fn braces() {}

#[permit_axum::requires(PostItem::new())]
async fn made() {}

#[permit_axum::requires(Transfer(5))]
async fn a_tuple_struct() {}

#[permit_axum::requires("post_item")]
async fn a_key() {}

#[permit_axum::requires(#[allow(unused)] PostItem)]
async fn an_attribute() {}

#[permit_axum::requires(post_item())]
async fn a_function() {}

// Each handler is still there.
fn main() {
    let _ = (a_value(), either(), either_bit(), a_list(), a_tuple(), all_of_them(), not());
    let _ = (called(), braces(), made(), a_tuple_struct(), a_key(), an_attribute(), a_function());
}
