#[path = "../shop.rs"]
mod shop;
use shop::*;

permit::permissions! {
    <User: UserType>

    PostItem { Anonymous | Shopper | Seller => deny, Support => allow }
}

fn post(_: &permit::Permit<'_, PostItem>) {}

fn main() {
    permit::testing::arm!();
    post(&permit::testing::permit(PostItem, ()));
}
