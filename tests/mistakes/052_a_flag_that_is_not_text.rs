#[path = "../ui/shop.rs"]
mod shop;
use shop::*;

fn trial(who: &permit::Principal<User>) -> bool {
    who.flag(beta)
}

fn main() {}
