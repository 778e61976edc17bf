#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Action)]
#[action(subject = User)]
#[permissions(
    Anonymous | Shopper | Support => deny,
    Seller => allow if owner,
)]
struct EditItem;

permit::permissions! {
    <User: UserType>

    use EditItem;

    PostItem {
        Anonymous => deny,
        Shopper | Seller => allow if owner || on_call,
        Support => allow if owner,
    }

    ViewItem(context = (), requires(owner)) {
        Anonymous | Shopper | Seller | Support => allow,
    }
}

fn main() {}
