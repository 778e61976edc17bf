#[path = "../shop.rs"]
mod shop;
use shop::*;

#[permit::condition]
fn nothing(_: &User) {}

#[permit::condition]
fn perhaps(_: &User) -> Option<bool> {
    None
}

fn main() {}
