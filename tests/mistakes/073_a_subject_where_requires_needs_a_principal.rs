#[path = "../ui/shop.rs"]
mod shop;
use shop::*;

use permit::Refused;

permit::permissions! {
    <User: UserType>

    ViewItem(context = Item) { Anonymous | Shopper | Seller | Support => allow }
    EditItem(context = Item) { Anonymous | Shopper | Seller => deny, Support => allow }
    PostItem { Anonymous | Shopper => deny, Seller | Support => allow }
}

#[permit::requires(EditItem, user, item)]
fn save(user: &User, item: &Item) -> Result<(), Refused> {
    Ok(())
}

fn main() {}
