#[path = "../shop.rs"]
mod shop;
use permit::{Permit, Proves};
use shop::*;

permit::permissions! {
    <User: UserType>

    EditItem(context = Item) { Anonymous | Shopper | Seller => deny, Support => allow }
    CloseItem(context = Item) { Anonymous | Shopper | Seller => deny, Support => allow }
    ViewItem(context = Item) { Anonymous | Shopper | Seller | Support => allow }
}

permit::one_of! { enum ChangeItem { EditItem, CloseItem } }

fn save(_: &impl Proves<ChangeItem>) {}

fn viewed(permit: &Permit<ViewItem>) {
    save(permit);
}

fn main() {}
