#[path = "../ui/shop.rs"]
mod shop;
use shop::*;

permit::permissions! {
    <User: UserType>

    ViewItem(context = Item) { Anonymous | Shopper | Seller | Support => allow }
    EditItem(context = Item) { Anonymous | Shopper | Seller => deny, Support => allow }
    PostItem { Anonymous | Shopper => deny, Seller | Support => allow }
}

impl Clone for User {
    fn clone(&self) -> Self {
        User { ..*self }
    }
}

fn caller(staff: User, target: User, until: std::time::SystemTime) -> permit::Caller<User> {
    permit::Caller::impersonating(staff, target, until)
}

fn main() {}
