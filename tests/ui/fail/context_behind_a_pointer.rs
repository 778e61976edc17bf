#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Action)]
#[action(subject = &User, context = &'static Item)]
#[permissions(Anonymous | Shopper | Seller => deny, Support => allow if owner)]
struct EditItem;

permit::permissions! {
    <&User: UserType>

    hide &Order by ViewOrder;

    use EditItem;

    PostItem(context = &Item) { Anonymous | Shopper | Support => deny, Seller => allow if owner }

    ViewItem(context = std::sync::Arc<Item>) { Anonymous | Shopper | Support => deny, Seller => allow if owner }

    ViewOrder(context = Box<Order>) { Anonymous | Shopper | Seller | Support => deny }
}

fn main() {}
