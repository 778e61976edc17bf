#[path = "../shop.rs"]
mod shop;
use shop::*;

permit::permissions! {
    <User: UserType>

    ListItem(context = Item) {
        Anonymous => allow if not on_call,
        Shopper => allow if owner && not(in_region),
        Seller => allow if owner, in_region,
        Support => allow if |who, item| who.id == Some(item.seller),
    }

    ViewItem(context = Item) {
        Anonymous => deny,
        Shopper => allow if owner and in_region,
        Seller => allow if owner or in_region,
        Support => allow if owner in_region,
    }

    EditItem(context = Item) {
        Anonymous => allow if on_call == true,
        Shopper => allow if who.region == item.region,
        Seller => allow if { item.region < 3 },
        Support => allow if region < 3,
    }
}

fn main() {}
