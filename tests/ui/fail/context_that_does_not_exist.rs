#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Action)]
#[action(subject = User, context = Orders)]
#[permissions(Anonymous | Shopper | Seller => deny, Support => allow if in_region)]
struct EditItem;

permit::permissions! {
    <User: UserType>

    use EditItem;

    PostItem(context = Itm, requires(on_call)) {
        Anonymous | Shopper => deny,
        Seller | Support => allow if owner || in_region,
    }
}

fn main() {}
