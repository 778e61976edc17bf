#[path = "../shop.rs"]
mod shop;
use shop::*;

permit::permissions! {
    <User: UserType>

    pub ViewItem(context = Item) { Anonymous | Shopper | Seller | Support => allow }
    pub EditItem(context = Item) { Anonymous | Shopper | Seller => deny, Support => allow }
}

pub fn twice(permit: permit::Permit<EditItem>) -> [permit::Permit<EditItem>; 2] {
    [permit.clone(), permit]
}

fn main() {}
