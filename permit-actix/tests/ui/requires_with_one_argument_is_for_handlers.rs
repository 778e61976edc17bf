#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::{EditItem, PostItem};

struct Shop;

impl Shop {
    #[permit_actix::requires(EditItem)]
    async fn edit(&self) {}
}

#[permit_actix::requires(PostItem)]
fn post() {}

#[permit_actix::requires(PostItem)]
struct Nothing;

fn main() {}
