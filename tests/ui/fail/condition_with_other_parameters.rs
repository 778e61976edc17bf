#[path = "../shop.rs"]
mod shop;
use shop::*;

#[permit::condition]
fn four(_: &Item, _: &User, _: &Item, _: &Item) -> bool {
    true
}

#[permit::condition]
fn none() -> bool {
    true
}

fn main() {}
