#[path = "../ui/shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Action)]
#[action(subject = User, context = Vec<Item>)]
#[permissions(Anonymous | Shopper => deny, Seller => allow if owner, Support => allow)]
struct EditItems;

permit::permissions! { <User: UserType> use EditItems; }

fn main() {}
