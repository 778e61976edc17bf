#[path = "../shop.rs"]
mod shop;
use shop::*;

#[permit::requires(ViewFront, who)]
const fn front(who: &permit::Principal<User>) -> Result<&permit::Principal<User>, permit::Refused> {
    Ok(who)
}

fn main() {}
