#[path = "../shop.rs"]
mod shop;
use shop::*;

permit::permissions! {
    <User: UserType>

    EditItem {
        context = Item,
        requires(on_call),
        Anonymous | Shopper | Support => deny,
        Seller => allow if owner,
    }
}

fn main() {}
