#[path = "../ui/shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Action)]
#[action(subject = User, context = Item)]
#[permissions(
    Anonymous -> deny,
    Shopper -> deny,
    Seller -> allow if owner,
    Support -> allow,
)]
struct EditItem;

permit::permissions! { <User: UserType> use EditItem; }

fn main() {}
