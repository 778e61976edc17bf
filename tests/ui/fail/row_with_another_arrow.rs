#[path = "../shop.rs"]
mod shop;
use shop::*;

permit::permissions! {
    <User: UserType>

    EditItem {
        Anonymous -> deny,
        Shopper: deny,
        Seller = allow,
        Support allow,
    }

    PostItem {
        allow = [Seller, Support],
        deny = [Anonymous, Shopper],
    }
}

fn main() {}
