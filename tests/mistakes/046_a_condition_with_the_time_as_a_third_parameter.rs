#[path = "../ui/shop.rs"]
mod shop;
use shop::*;

#[permit::condition]
fn still_open(who: &User, item: &Item, now: &u64) -> bool {
    who.region == item.region && *now < 3
}

permit::permissions! {
    <User: UserType>

    EditItem(context = Item) {
        Anonymous | Shopper => deny,
        Seller => allow if still_open,
        Support => allow,
    }
}

fn main() {}
