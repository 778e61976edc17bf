#[path = "../shop.rs"]
mod shop;
use shop::*;

permit::permissions! {
    <User: UserType>

    EditItem(context = Item) {
        Anonymous => allow if owner || on_call,
        Shopper | Seller | Support => deny,
    }

    PostItem(context = Item) {
        Anonymous | Shopper => allow if owner && on_call,
        Seller | Support => deny,
    }

    ViewItem(context = Item) {
        Shopper | Anonymous | Seller => allow if in_region && (owner || on_call),
        Support => deny,
    }
}

fn main() {}
