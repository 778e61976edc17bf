#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Action)]
#[action(subject = User, context = Order)]
#[permissions(
    Anonymous => deny,
    Shopper => deny,
    Seller => allow if in_region,
    Support => allow if on_call || in_region,
)]
struct EditItem;

permit::permissions! { <User: UserType> use EditItem; }

fn main() {}
