#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Action)]
#[action(subject = User, context = Item)]
#[permissions(
    Anonymous => deny,
    Shopper => deny,
    Seller => allow if owner && in_region || on_call,
    Support => allow if on_call || owner && in_region || owner,
)]
struct EditItem;

permit::permissions! { <User: UserType> use EditItem; }

fn main() {}
