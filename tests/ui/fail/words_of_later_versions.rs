#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Action)]
#[action(subject = User, context = Item, fixed, stale = "5s", was = "change_item")]
#[permissions(
    Anonymous => deny,
    Shopper => allow if granted,
    Seller => granted,
    Support => allow,
)]
struct EditItem;

permit::permissions! { <User: UserType, roles> use EditItem; }

fn main() {}
