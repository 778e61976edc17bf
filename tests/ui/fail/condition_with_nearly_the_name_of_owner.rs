#[path = "../shop.rs"]
mod shop;
use shop::*;

// A function of the application may have such a name.
#[permit::condition]
fn owners(who: &User, item: &Item) -> bool {
    who.region == item.region
}

permit::permissions! {
    <User: UserType>

    EditItem(context = Item, requires(owners)) {
        Anonymous => deny,
        Shopper => allow if Owner,
        Seller => allow if owner && owners,
        Support => allow if ownr,
    }
}

fn main() {}
