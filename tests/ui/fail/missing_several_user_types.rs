#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Action)]
#[action(subject = User, context = Item)]
#[permissions(
    Seller => allow if owner,
)]
struct EditItem;

permit::permissions! { <User: UserType> use EditItem; }

fn main() {}
