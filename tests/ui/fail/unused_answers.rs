#![deny(unused_must_use)]

#[path = "../shop.rs"]
mod shop;
use permit::{Principal, Refused};
use shop::*;

permit::permissions! {
    <User: UserType>

    ViewItem(context = Item) { Anonymous | Shopper | Seller | Support => allow }
}

fn unused(who: &Principal<User>, items: &[Item], item: &Item) {
    who.can(ViewItem, item);
    who.check(ViewItem, item);
    who.could(ViewItem);
    who.could_ever::<ViewItem>();
    who.explain(ViewItem, item);
    who.partition(ViewItem, items);
}

fn without_a_permit(who: &Principal<User>, items: &[Item], item: &Item) -> Result<(), Refused> {
    who.check(ViewItem, item)?;
    who.partition(ViewItem, items)?;
    Ok(())
}

fn main() {}
