#[path = "../shop.rs"]
mod shop;
use shop::*;

permit::permissions! {
    <User: UserType>

    ViewItem(context = Item) {
        Anonymous | Shopper => deny,
        Seller | Support => allow if granted,
    }

    EditItem(context = Item) {
        Anonymous | Shopper => deny,
        Seller | Support => allow if granted,
    } roles {
        Viewer => grant,
    }
}

fn main() {}
