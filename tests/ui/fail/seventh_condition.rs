#[path = "../shop.rs"]
mod shop;
use shop::*;

#[permit::condition]
fn a(_: &User) -> bool { true }
#[permit::condition]
fn b(_: &User) -> bool { true }
#[permit::condition]
fn c(_: &User) -> bool { true }
#[permit::condition]
fn d(_: &User) -> bool { true }
#[permit::condition]
fn e(_: &User) -> bool { true }

permit::permissions! {
    <User: UserType>

    EditItem(context = Item) {
        Anonymous => deny,
        Shopper => allow if a && b && c,
        Seller => allow if (d && e) || owner || in_region,
        Support => allow if on_call || a,
    }
}

fn main() {}
