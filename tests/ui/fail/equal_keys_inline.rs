#[path = "../shop.rs"]
mod shop;
use shop::*;

permit::permissions! {
    <User: UserType>

    PostItem { Anonymous | Shopper | Seller | Support => deny }
    Repost(name = "post_item") { Anonymous | Shopper | Seller | Support => deny }
    HTTPGet { Anonymous | Shopper | Seller | Support => deny }
    HttpGet { Anonymous | Shopper | Seller | Support => deny }
}

fn main() {}
