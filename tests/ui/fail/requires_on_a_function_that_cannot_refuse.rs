#[path = "../shop.rs"]
mod shop;
use shop::*;

permit::permissions! {
    <User: UserType>

    ViewFront { Anonymous | Shopper | Seller | Support => allow }
}

#[permit::requires(ViewFront, who)]
fn answers(who: &permit::Principal<User>) -> bool {
    true
}

#[permit::requires(ViewFront, who)]
fn nothing(who: &permit::Principal<User>) {
    drop(who.clone());
}

#[permit::requires(ViewFront, who)]
fn perhaps(who: &permit::Principal<User>) -> Option<u8> {
    Some(1)
}

#[permit::requires(ViewFront, who)]
fn other_error(who: &permit::Principal<User>) -> Result<u8, std::fmt::Error> {
    Ok(1)
}

fn main() {}
