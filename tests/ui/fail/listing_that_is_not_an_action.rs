#[path = "../shop.rs"]
mod shop;
use shop::*;

struct NoAction;

permit::permissions! {
    <User: UserType>

    use NoAction;
    use NotThere;

    PostItem { Anonymous | Shopper | Seller | Support => deny }
    ViewItem(context = Item) { Anonymous | Shopper | Seller | Support => allow }
}

fn main() {}
