#[path = "../ui/shop.rs"]
mod shop;
use shop::*;

#[permit::condition(flags = "beta")]
fn trial(who: &permit::Principal<User>) -> bool {
    who.flag("beta")
}

fn main() {}
