#[path = "../shop.rs"]
mod shop;
use shop::*;

permit::permissions! {
    <User: UserType>

    ViewItem(context = Item) { Anonymous | Shopper | Seller | Support => allow }
    EditItem(context = Item) { Anonymous | Shopper => deny, Seller => allow if owner, Support => allow }
}

permit::one_of! { enum ChangeItem { EditItem } }

impl permit::proof::Includes<ViewItem> for ChangeItem {}

fn main() {}
