#[path = "../ui/shop.rs"]
mod shop;
use shop::*;

#[permit::condition]
fn nearby(item: &Item, who: &User) -> bool {
    who.region == item.region
}

permit::permissions! {
    <User: UserType>

    EditItem(context = Item) {
        Anonymous | Shopper => deny,
        Seller => allow if nearby,
        Support => allow,
    }
}

fn main() {}
