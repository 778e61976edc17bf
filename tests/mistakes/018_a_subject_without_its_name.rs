#[path = "../ui/shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Action)]
#[action(User, context = Item)]
#[permissions(Anonymous | Shopper | Seller => deny, Support => allow)]
struct EditItem;

permit::permissions! { <User: UserType> use EditItem; }

fn main() {}
