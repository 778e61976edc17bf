#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Roles, Clone, Copy)]
pub enum Role {
    Viewer,
    Analyst,
    Admin,
}

#[derive(permit::Action)]
#[action(subject = User, context = Item)]
#[permissions(
    Anonymous | Shopper => deny,
    Seller => allow if owner || granted,
    Support => allow,
)]
#[roles(
    Viewer => withhold,
    Analyst => grant,
)]
struct EditItem;

permit::permissions! {
    <User: UserType, roles>
    use EditItem;

    ViewItem(context = Item) {
        Anonymous | Shopper => deny,
        Seller | Support => allow if granted,
    } roles {
        Viewer => grant,
    }

    CountItems {
        Anonymous | Shopper | Seller => deny,
        Support => allow if granted,
    } roles {
    }
}

fn main() {}
