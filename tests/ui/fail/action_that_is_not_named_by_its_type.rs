#[path = "../shop.rs"]
mod shop;
use shop::*;

permit::permissions! {
    <User: UserType>

    EditItem(context = Item) { Anonymous | Shopper | Seller => deny, Support => allow }
    ViewItem(context = Item) { Anonymous | Shopper | Seller | Support => allow }
}

fn by_its_key(who: &permit::Principal<User>, item: &Item) -> bool {
    who.can("edit_item", item)
}

fn by_a_key_that_was_read(who: &permit::Principal<User>, key: String, item: &Item) -> bool {
    who.check(key, item).is_ok()
}

fn by_its_context(who: &permit::Principal<User>) -> permit::Could {
    who.could_ever::<Item>()
}

fn two(who: &permit::Principal<User>, item: &Item) -> bool {
    who.explain((ViewItem, EditItem), item).is_allowed()
}

fn main() {}
