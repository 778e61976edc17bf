#[allow(dead_code)]
#[path = "../ui/support/app.rs"]
mod app;

use app::{EditItem, Item};

#[permit_axum::requires(EditItem(context = Item))]
async fn edit() {}

fn main() {}
