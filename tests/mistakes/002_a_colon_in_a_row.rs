#[path = "../ui/shop.rs"]
mod shop;
use shop::*;

permit::permissions! {
    <User: UserType>

    EditItem(context = Item) {
        Anonymous: deny,
        Shopper: deny,
        Seller: allow if owner,
        Support: allow,
    }
}

fn main() {}
