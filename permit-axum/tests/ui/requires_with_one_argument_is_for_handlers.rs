#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::{EditItem, PostItem};

struct Shop;

impl Shop {
    #[permit_axum::requires(EditItem)]
    async fn edit(&self) {}
}

#[permit_axum::requires(PostItem)]
fn post() {}

#[permit_axum::requires(PostItem)]
struct Nothing;

fn main() {}
