#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Action)]
#[action(subject = User, context = Item)]
#[permissions(
    Anonymous => deny,
    Shopper => deny if true,
    Seller => allow if true,
    Support => allow if owner || "in_region",
)]
struct EditItem;

permit::permissions! { <User: UserType> use EditItem; }

fn main() {}
