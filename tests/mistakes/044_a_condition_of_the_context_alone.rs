#[path = "../ui/shop.rs"]
mod shop;
use shop::*;

#[permit::condition]
fn fresh(item: &Item) -> bool {
    item.region == 0
}

permit::permissions! {
    <User: UserType>

    EditItem(context = Item) {
        Anonymous | Shopper => deny,
        Seller => allow if fresh,
        Support => allow,
    }
}

fn main() {}
