#[path = "../shop.rs"]
mod shop;
use shop::*;

#[permit::condition]
fn owned(who: User, item: Item) -> bool {
    who.region == item.region
}

#[permit::condition]
fn changing(who: &User, item: &mut Item) -> bool {
    who.region == item.region
}

fn main() {}
