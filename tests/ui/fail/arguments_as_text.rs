#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Action)]
#[action(subject = "User", context = "Item", user_type = "UserType")]
#[permissions(Anonymous | Shopper | Seller => deny, Support => allow if owner)]
struct EditItem;

#[derive(permit::Action)]
#[action(User, Item, never_impersonated = true)]
#[permissions(Anonymous | Shopper | Seller => deny, Support => allow if owner)]
struct MoveItem;

#[derive(permit::Action)]
#[action]
#[permissions(Anonymous | Shopper | Seller | Support => deny)]
struct ViewItem;

permit::permissions! {
    <User: UserType>

    use {EditItem, MoveItem};

    PostItem(context = Item, context = Order) { Anonymous | Shopper | Seller | Support => deny }
}

fn main() {}
