#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Action)]
#[action(subject = User, context = Item)]
#[permissions(
    Anonymous => denied,
    Shopper => permit,
    Seller => alow if owner,
    Support => Allow,
)]
struct EditItem;

permit::permissions! { <User: UserType> use EditItem; }

fn main() {}
