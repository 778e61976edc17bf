#[path = "../shop.rs"]
mod shop;
use permit::Owned;
use shop::User;

#[permit::condition(filter)]
fn another_owners(who: &User, on: &impl Owned<User>) -> bool {
    on.owner() != who.id.as_ref()
}

#[permit::condition(filter)]
fn another_owners_again<C: Owned<User>>(who: &User, on: &C) -> bool {
    on.owner() != who.id.as_ref()
}

// It does not read its context.
#[permit::condition(filter)]
fn on_call(who: &User, _: &impl Owned<User>) -> bool {
    who.region != 0
}

fn main() {}
