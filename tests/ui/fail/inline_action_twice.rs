#[path = "../shop.rs"]
mod shop;
use shop::*;

permit::permissions! {
    <User: UserType>

    PostItem { Anonymous | Shopper | Seller | Support => deny }
    PostItem { Anonymous | Shopper | Seller | Support => allow }
}

fn main() {}
