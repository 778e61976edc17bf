#[path = "../shop.rs"]
mod shop;
use shop::*;

#[permit::condition(flag(beta))]
fn one(_: &User) -> bool {
    true
}

#[permit::condition(colour = 3)]
fn two(_: &User) -> bool {
    true
}

#[permit::condition(says = "", flags(""))]
fn three(_: &User) -> bool {
    true
}

fn main() {}
