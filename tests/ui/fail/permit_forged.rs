#[path = "../shop.rs"]
mod shop;
use shop::*;

permit::permissions! {
    <User: UserType>

    pub ViewItem(context = Item) { Anonymous | Shopper | Seller | Support => allow }
    pub EditItem(context = Item) { Anonymous | Shopper | Seller => deny, Support => allow }
}

pub fn forge(permit: permit::Permit<ViewItem>) -> permit::Permit<EditItem> {
    permit::Permit {
        action: EditItem,
        principal: permit.principal().clone(),
        context: permit.into_context(),
    }
}

fn main() {}
