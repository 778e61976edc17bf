#[path = "../shop.rs"]
mod shop;
use shop::*;

#[permit::condition(flags(beta))]
fn tester(who: &User) -> bool {
    who.region == 1
}

#[permit::condition(flags("new-front", beta))]
fn unnamed(_: &User, item: &Item) -> bool {
    item.region == 1
}

// The principal under another name.
type Who = permit::Principal<User>;

#[permit::condition(flags(beta))]
fn asks(who: &Who) -> bool {
    who.flag("beta")
}

fn main() {}
