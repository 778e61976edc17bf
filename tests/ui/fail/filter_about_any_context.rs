#[path = "../shop.rs"]
mod shop;
use permit::Owned;
use shop::User;

#[permit::condition(filter)]
fn somebody_elses(who: &User, on: &impl Owned<User>) -> bool {
    on.owner() != who.id.as_ref()
}

#[permit::condition(filter)]
fn somebody_elses_again<C: Owned<User>>(who: &User, on: &C) -> bool {
    on.owner() != who.id.as_ref()
}

// It does not look at it.
#[permit::condition(filter)]
fn on_call(who: &User, _: &impl Owned<User>) -> bool {
    who.region != 0
}

fn main() {}
