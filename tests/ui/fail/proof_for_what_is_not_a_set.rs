#[path = "../shop.rs"]
mod shop;
use permit::{Permit, Proves};
use shop::*;

permit::permissions! {
    <User: UserType>

    EditItem(context = Item) { Anonymous | Shopper | Seller => deny, Support => allow }
    ViewItem(context = Item) { Anonymous | Shopper | Seller | Support => allow }
}

permit::one_of! { enum ChangeItem { EditItem, ViewItem } }

fn one(_: &impl Proves<EditItem>) {}

fn a_tuple(_: &impl Proves<(EditItem, ViewItem)>) {}

fn a_permit_of_a_set(_: &Permit<ChangeItem>) {}

fn main() {}
