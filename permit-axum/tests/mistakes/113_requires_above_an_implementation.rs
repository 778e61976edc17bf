#[allow(dead_code)]
#[path = "../ui/support/app.rs"]
mod app;

use app::PostItem;

struct Shop;

#[permit_axum::requires(PostItem)]
impl Shop {
    async fn post() {}
}

fn main() {}
