#[path = "../shop.rs"]
mod shop;
use shop::*;

permit::permissions! {
    <User: UserType>

    EditItem(context = Item) { Anonymous | Shopper | Seller | Support => deny }
}

permit::one_of! { enum Nothing {} }

permit::one_of! { pub struct Change { EditItem } }

permit::one_of! { Change { EditItem } }

fn main() {}
