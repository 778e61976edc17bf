#[path = "../shop.rs"]
mod shop;
use permit::{Extent, Principal};
use shop::*;

#[permit::condition]
fn cheap(_: &User, item: &Item) -> bool {
    item.seller < 3
}

permit::permissions! {
    <User: UserType>

    pub EditItem(context = Item) {
        Anonymous => deny,
        Shopper => deny,
        Seller => allow if on_call && in_region,
        Support => allow,
    }

    pub ViewItem(context = Item, requires(cheap)) {
        Anonymous | Shopper | Seller | Support => allow,
    }
}

fn list(who: &Principal<User>) -> Extent {
    who.scope(EditItem).unwrap().extent().clone()
}

fn list_required(who: &Principal<User>) -> Extent {
    who.scope(ViewItem).unwrap().extent().clone()
}

fn main() {}
