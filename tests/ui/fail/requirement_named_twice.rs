#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Action)]
#[action(subject = User, context = Item, requires(on_call, in_region, on_call))]
#[permissions(Anonymous => deny, Shopper | Seller | Support => allow)]
struct EditItem;

permit::permissions! {
    <User: UserType>

    use EditItem;

    ViewItem(context = Item, requires(shop::on_call, owner, shop::on_call, owner)) {
        Anonymous | Shopper | Seller | Support => allow,
    }
}

fn main() {}
