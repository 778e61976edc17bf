#[path = "../ui/shop.rs"]
mod shop;
use shop::*;

use permit::Principal;

permit::permissions! {
    <User: UserType>

    ViewItem(context = Item) { Anonymous | Shopper | Seller | Support => allow }
    EditItem(context = Item) { Anonymous | Shopper | Seller => deny, Support => allow }
    PostItem { Anonymous | Shopper => deny, Seller | Support => allow }
}

fn seller_edits(who: Principal<User>, item: Item) {
    permit::assert_denies!(who.can(EditItem, &item));
}

fn main() {}
