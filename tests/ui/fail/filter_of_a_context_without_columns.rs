#[path = "../shop.rs"]
mod shop;
use shop::{Item, User};

#[permit::condition(filter)]
fn in_region(who: &User, item: &Item) -> bool {
    who.region == item.region
}

fn main() {}
