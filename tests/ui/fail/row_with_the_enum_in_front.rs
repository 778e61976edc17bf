#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Action)]
#[action(subject = User, context = Item)]
#[permissions(
    Anonymous => deny,
    UserType::Shopper => deny,
    UserType::Seller | shop::UserType::Support => allow,
)]
struct EditItem;

permit::permissions! { <User: UserType> use EditItem; }

fn main() {}
