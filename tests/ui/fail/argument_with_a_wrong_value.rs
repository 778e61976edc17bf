#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Action)]
#[action(subject = User, subject = User, context Item, name = "Edit Item", flag = beta)]
#[action(requires(in_region(), on_call), user_type)]
#[permissions(Anonymous | Shopper | Seller => deny, Support => allow)]
struct EditItem;

permit::permissions! {
    <User: UserType>

    use EditItem;

    PostItem(subject = User, name = "", requires = on_call) {
        Anonymous | Shopper | Seller => deny,
        Support => allow,
    }
}

fn main() {}
