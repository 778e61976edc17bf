#[path = "../ui/shop.rs"]
mod shop;
use shop::*;

permit::permissions! {
    <User: UserType>

    EditItem(context = Item) {
        Anonymous => false,
        Shopper => false,
        Seller => true,
        Support => true,
    }
}

fn main() {}
