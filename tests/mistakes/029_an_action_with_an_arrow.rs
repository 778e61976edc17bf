#[path = "../ui/shop.rs"]
mod shop;
use shop::*;

permit::permissions! {
    <User: UserType>

    EditItem(context = Item) => { Anonymous | Shopper | Seller => deny, Support => allow }
}

fn main() {}
