#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Action)]
#[action(subject = User, context = Item)]
#[permissions(
    Anonymous => allow if owner || in_region,
    Shopper | Seller | Support => allow if owner,
)]
struct EditItem;

permit::permissions! { <User: UserType> use EditItem; }

fn main() {}
