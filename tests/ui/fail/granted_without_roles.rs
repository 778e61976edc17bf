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
struct EditItem;

mod known {
    use super::*;

    #[derive(permit::Action)]
    #[action(subject = User, context = Item, roles = Role)]
    #[permissions(
        Anonymous | Shopper => deny,
        Seller => allow if owner || granted,
        Support => allow,
    )]
    pub struct CloseItem;
}

permit::permissions! {
    <User: UserType, roles>
    use EditItem;
    use known::CloseItem;

    ViewItem(context = Item) {
        Anonymous | Shopper => deny,
        Seller | Support => allow if granted,
    }
}

fn main() {}
