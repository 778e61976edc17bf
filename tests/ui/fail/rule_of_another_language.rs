#[path = "../shop.rs"]
mod shop;
use shop::*;

permit::permissions! {
    <User: UserType>

    ListItem(context = Item) {
        Anonymous => false,
        Shopper => true,
        Seller => owner,
        Support => in_region || on_call,
    }

    ViewItem(context = Item) {
        Anonymous => { deny },
        Shopper => allow(owner && in_region),
        Seller => if owner { allow } else { deny },
        Support => allow if owner else deny,
    }

    EditItem(context = Item) {
        Anonymous => deny unless on_call,
        Shopper => allow when in_region,
        Seller => allow unless owner,
        Support => allow owner,
    }

    PostItem(context = Item) {
        Anonymous => deny,
        Shopper if owner => allow,
        Seller unless owner => allow,
        Support => allow only if owner,
    }
}

fn main() {}
