#[path = "../shop.rs"]
mod shop;
use shop::*;

use std::{
    borrow::{Borrow, Cow},
    ops::Deref,
    rc::Rc,
};

permit::permissions! {
    <User: UserType>

    EditItem(context = Item) { Anonymous | Shopper | Seller => deny, Support => allow }
}

/// Shows one item to a check, and would show another to the data layer.
struct Lying {
    mine: Item,
}

impl Borrow<Item> for Lying {
    fn borrow(&self) -> &Item {
        &self.mine
    }
}

impl AsRef<Item> for Lying {
    fn as_ref(&self) -> &Item {
        &self.mine
    }
}

impl Deref for Lying {
    type Target = Item;
    fn deref(&self) -> &Item {
        &self.mine
    }
}

pub fn borrowing(who: &permit::Principal<User>, lying: Lying) -> bool {
    who.check(EditItem, lying).is_ok()
}

pub fn counting(who: &permit::Principal<User>, item: Rc<Item>) -> bool {
    who.check(EditItem, item).is_ok()
}

pub fn perhaps(who: &permit::Principal<User>, item: Cow<'_, Item>) -> bool {
    who.check(EditItem, item).is_ok()
}

fn main() {}
