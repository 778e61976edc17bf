#[path = "../shop.rs"]
mod shop;
use shop::*;

#[permit::condition]
fn one(who: &User, item: Option<&Item>) -> bool {
    item.is_some_and(|item| item.region == who.region)
}

#[permit::condition]
fn two(who: Option<std::sync::Arc<User>>, item: Box<Item>) -> bool {
    who.is_some_and(|who| item.region == who.region)
}

#[permit::condition]
unsafe fn three(_: &User) -> bool {
    true
}

fn main() {}
