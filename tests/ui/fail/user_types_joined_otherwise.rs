#[path = "../shop.rs"]
mod shop;
use shop::*;

permit::permissions! {
    <User: UserType>

    ListItem {
        Anonymous, Shopper => deny,
        Seller & Support => allow,
    }

    ViewItem {
        Anonymous || Shopper => deny,
        Seller or Support => allow,
    }

    EditItem {
        (Anonymous | Shopper) => deny,
        [Seller, Support] => allow,
    }

    PostItem {
        Anonymous + Shopper => deny,
        Seller && Support => allow,
    }
}

fn main() {}
