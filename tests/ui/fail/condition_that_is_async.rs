#[path = "../shop.rs"]
mod shop;
use shop::*;

#[permit::condition]
async fn in_stock(_: &User, item: &Item) -> bool {
    item.region > 0
}

fn main() {}
