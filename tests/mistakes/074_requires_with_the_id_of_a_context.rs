#[path = "../ui/shop.rs"]
mod shop;
use shop::*;

use permit::{Principal, Refused};

permit::permissions! {
    <User: UserType>

    ViewItem(context = Item) { Anonymous | Shopper | Seller | Support => allow }
    EditItem(context = Item) { Anonymous | Shopper | Seller => deny, Support => allow }
    PostItem { Anonymous | Shopper => deny, Seller | Support => allow }
}

#[permit::requires(EditItem, who, item_id)]
fn save(who: &Principal<User>, item_id: u64) -> Result<(), Refused> {
    Ok(())
}

fn main() {}
