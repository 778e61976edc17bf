#[path = "../shop.rs"]
mod shop;
use shop::*;

permit::permissions! {
    <User: UserType>

    pub ViewItem(context = Item) { Anonymous | Shopper | Seller | Support => allow }
    pub EditItem(context = Item) { Anonymous | Shopper | Seller => deny, Support => allow }
}

pub fn store(permit: permit::Permit<EditItem>) -> String {
    serde_json::to_string(&permit).unwrap()
}

fn main() {}
