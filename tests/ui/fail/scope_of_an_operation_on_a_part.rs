#[path = "../shop.rs"]
mod shop;
use permit::{Extent, Principal};
use shop::*;

pub struct Move {
    pub item: Item,
    pub order: Order,
}

permit::permissions! {
    <User: UserType>

    pub ViewItem(context = Item) {
        Anonymous | Shopper | Seller | Support => allow,
    }

    pub MoveItem(context = Move) = all_of(ViewItem(item));
}

fn list(who: &Principal<User>) -> Extent {
    who.scope(MoveItem).unwrap().extent().clone()
}

fn main() {}
