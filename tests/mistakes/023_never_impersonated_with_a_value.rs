#[path = "../ui/shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Action)]
#[action(subject = User, context = Item, never_impersonated = true)]
#[permissions(Anonymous | Shopper | Seller => deny, Support => allow)]
struct EditItem;

permit::permissions! { <User: UserType> use EditItem; }

fn main() {}
