#[path = "../shop.rs"]
mod shop;
use shop::*;

permit::permissions! {
    <User: UserType, tenants>

    PostItem { Anonymous | Shopper | Seller => deny, Support => allow }
    EditItem(context = Item) { Anonymous | Shopper | Seller => deny, Support => allow }
    ViewOrder(context = Order) { Anonymous | Shopper | Seller => deny, Support => allow }
}

fn main() {}
