#[path = "../shop.rs"]
mod shop;
use shop::*;

impl Item {
    fn fresh(_: &User, _: &Item) -> bool {
        true
    }
}

const FRESH: bool = true;

permit::permissions! {
    <User: UserType>

    EditItem(context = Item, requires(Item::fresh)) {
        Anonymous => deny,
        Shopper => allow if Item::fresh,
        Seller => allow if FRESH,
        Support => allow if owner || Seller,
    }

    PostItem(context = Item) {
        Anonymous => deny,
        Shopper => allow if crate::FRESH,
        Seller => allow if fresh::<Item>,
        Support => allow if fresh<Item>,
    }
}

fn main() {}
