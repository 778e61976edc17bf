#[path = "../shop.rs"]
mod shop;
use shop::*;

permit::permissions! {
    <User: UserType>

    EditItem(context = Item) { Anonymous | Shopper | Seller => deny, Support => allow }
}

pub fn check(who: &permit::Principal<User>, order: Order) -> bool {
    who.check(EditItem, order).is_ok()
}

pub fn check_borrowed(who: &permit::Principal<User>, order: &Order) -> bool {
    who.check(EditItem, order).is_ok()
}

pub fn can(who: &permit::Principal<User>, order: &Order) -> bool {
    who.can(EditItem, order)
}

fn main() {}
