#[path = "../shop.rs"]
mod shop;
use shop::*;

permit::permissions! {
    <User: UserType>

    hide Item;
    hide Item by;
    hide Item with ViewItem;
    hide () by ViewItem;
    pub hide Item by ViewItem;
    #[doc = "drafts are private"]
    hide Item by ViewItem;
    hide Item by ViewItem
    hide Item by ViewItem;
    hide Item by ViewItem, EditItem;
    hide Item by ViewItem();
    hide Order by ViewOrder;
    hide Order by ViewOrder;

    ViewItem(context = Item) { Anonymous | Shopper | Seller | Support => allow }
    EditItem(context = Item) { Anonymous | Shopper | Seller | Support => allow }
    ViewOrder(context = Order) { Anonymous | Shopper | Seller | Support => allow }
}

fn main() {}
