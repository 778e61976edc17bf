#[path = "../shop.rs"]
mod shop;
use shop::*;

permit::permissions! {
    <User: UserType>

    EditItem(context = Item) {
        Anonymous | Shopper => allow if (owner in_region),
        Seller => allow if in_region(who, item),
        Support => allow if on_call & owner || on_call,
    }
    ViewItem(context = Item) {
        Anonymous => allow if region == 3,
        Shopper => allow if ,
        Seller => allow if owner ||,
        Support => allow if (),
    }
}

fn main() {}
