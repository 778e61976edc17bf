#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Action)]
#[action(subject = User, context = Item)]
#[permissions(
    Anonymous => deny,
    Shopper,
    Seller =>,
    Support => allow if,
)]
struct EditItem;

permit::permissions! { <User: UserType> use EditItem; }

fn main() {}
