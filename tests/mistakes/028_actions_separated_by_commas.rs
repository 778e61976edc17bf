#[path = "../ui/shop.rs"]
mod shop;
use shop::*;

permit::permissions! {
    <User: UserType>

    ViewItem(context = Item) { Anonymous | Shopper | Seller | Support => allow },
    EditItem(context = Item) { Anonymous | Shopper | Seller => deny, Support => allow },
}

fn main() {}
