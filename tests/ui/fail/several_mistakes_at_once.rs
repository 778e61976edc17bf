#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Action)]
#[action(subject = User, context = Order, flag = "", colour = 3)]
#[permissions(
    Anonymous => allow if owner,
    Sellr => allow if in_region,
    Seler => alow,
    Seller => allow if owner && on_call || in_region,
    Seller => deny,
)]
struct EditOrder;

permit::permissions! {
    <User: UserType>

    use EditOrder;
    use EditOrder;

    PostItem {
        Anonymous => deny
        Shopper => perhaps,
        Seller => allow if !owner,
    }

    /// Nothing is wrong with this one.
    ViewItem(context = Item) { Anonymous | Shopper | Seller | Support => allow }
}

pub fn fine(who: &permit::Principal<User>, item: &Item) -> bool {
    who.can(ViewItem, item)
}

fn main() {}
