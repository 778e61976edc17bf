#[path = "../ui/shop.rs"]
mod shop;
use shop::*;

permit::permissions! {
    <User: UserType>

    EditItem(context = Item) {
        Anonymous | Shopper => deny,
        Seller => owner,
        Support => allow,
    }
}

fn main() {}
