#[path = "../ui/shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Action)]
#[action(subject = User, context = Item)]
#[permissions(allow = [Seller, Support], deny = [Anonymous, Shopper])]
struct EditItem;

permit::permissions! { <User: UserType> use EditItem; }

fn main() {}
