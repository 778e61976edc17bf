#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Action)]
#[action(subject = Usr, context = Item)]
#[permissions(Anonymous | Shopper | Seller => deny, Support => allow if owner)]
struct EditItem;

permit::permissions! {
    <Uzer: UserType>

    use EditItem;

    PostItem(context = Item, requires(on_call)) {
        Anonymous | Shopper => deny,
        Seller | Support => allow if owner || in_region,
    }
}

fn main() {}
