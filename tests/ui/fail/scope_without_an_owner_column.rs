#[path = "../shop.rs"]
mod shop;
use permit::{Extent, Principal};
use shop::*;

permit::permissions! {
    <User: UserType>

    pub EditItem(context = Item) {
        Anonymous | Shopper => deny,
        Seller => allow if owner,
        Support => allow,
    }
}

fn list(who: &Principal<User>) -> Extent {
    who.scope(EditItem).unwrap().extent().clone()
}

fn main() {}
