#[path = "../shop.rs"]
mod shop;
use shop::*;

permit::permissions! { <User: UserType> PostItem { Anonymous | Shopper | Seller | Support => deny } }
permit::permissions! { <User: UserType> ViewItem { Anonymous | Shopper | Seller | Support => deny } }

fn main() {}
