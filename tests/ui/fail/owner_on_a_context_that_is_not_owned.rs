#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Action)]
#[action(subject = User, context = Order)]
#[permissions(
    Anonymous => deny,
    Shopper => deny,
    Seller => allow if owner,
    Support => allow if on_call && owner,
)]
struct EditItem;

permit::permissions! { <User: UserType> use EditItem; }

fn main() {}
