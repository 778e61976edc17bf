#[path = "../shop.rs"]
mod shop;
use shop::*;

permit::permissions! {
    <User: UserType>

    pub ViewItem(context = Item) { Anonymous | Shopper | Seller | Support => allow }
    pub EditItem(context = Item) { Anonymous | Shopper | Seller => deny, Support => allow }
}

pub fn save(permit: permit::Permit<EditItem>) -> u64 {
    permit.context().seller
}

pub fn handler(who: &permit::Principal<User>, item: &Item) -> Result<u64, permit::Refused> {
    Ok(save(who.check(ViewItem, item)?))
}

fn main() {}
