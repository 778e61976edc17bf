#[path = "../ui/shop.rs"]
mod shop;
use shop::*;

permit::permissions! {
    <User: UserType, places>

    EditOrder(context = Order) { Anonymous | Shopper | Seller => deny, Support => allow }
}

fn main() {}
