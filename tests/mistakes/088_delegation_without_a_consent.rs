#[path = "../ui/shop.rs"]
mod shop;
use shop::*;

permit::permissions! {
    <User: UserType>

    ViewItem(context = Item) { Anonymous | Shopper | Seller | Support => allow }
    EditItem(context = Item) { Anonymous | Shopper | Seller => deny, Support => allow }
    PostItem { Anonymous | Shopper => deny, Seller | Support => allow }
}

fn caller(user: User) -> permit::Caller<User> {
    permit::Caller::delegated(user)
}

fn main() {}
