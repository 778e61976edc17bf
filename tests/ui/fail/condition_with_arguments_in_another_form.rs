#[path = "../shop.rs"]
mod shop;
use shop::*;

#[permit::condition(says = too_far)]
fn one(who: &User) -> bool {
    who.region == 1
}

#[permit::condition(flags = "beta")]
fn two(who: &permit::Principal<User>) -> bool {
    who.flag("beta")
}

#[permit::condition(says("far") flags(beta))]
fn three(who: &permit::Principal<User>) -> bool {
    who.flag("beta")
}

#[permit::condition(says = "a", says = "b", filter = true, flags(beta, beta))]
fn four(who: &permit::Principal<User>) -> bool {
    who.flag("beta")
}

#[permit::condition("beta", flags(7), crate permit)]
fn five(who: &permit::Principal<User>) -> bool {
    who.flag("beta")
}

fn main() {}
