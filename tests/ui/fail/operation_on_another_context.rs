#[path = "../shop.rs"]
mod shop;
use shop::*;

permit::permissions! {
    <User: UserType>

    EditItem(context = Item) { Anonymous | Shopper | Seller | Support => deny }

    EditOrder(context = Order) { Anonymous | Shopper | Seller | Support => deny }

    EditBoth = all_of(EditItem);

    EditAll(context = Item) = all_of(EditItem, EditOrder);
}

fn main() {}
