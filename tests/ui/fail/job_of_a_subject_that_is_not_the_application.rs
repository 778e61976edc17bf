#[path = "../shop.rs"]
mod shop;
use permit::{Authorizer, acting::NotInternal};
use shop::*;

permit::permissions! {
    <User: UserType>

    ViewItem(context = Item) { Anonymous | Shopper | Seller | Support => allow }
}

fn nightly(authorizer: &Authorizer<User>) -> Result<bool, NotInternal> {
    let who = authorizer.internal("the nightly report")?;
    Ok(who.can(ViewItem, &Item { seller: 7, region: 1 }))
}

fn main() {}
