#[path = "../ui/shop.rs"]
mod shop;
use shop::*;

permit::permissions! {
    <User: UserType, tenant>

    ViewFront { Anonymous | Shopper | Seller | Support => allow }
}

fn main() {}
