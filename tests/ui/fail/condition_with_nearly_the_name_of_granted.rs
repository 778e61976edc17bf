#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Roles, Clone, Copy)]
pub enum Role {
    Viewer,
    Analyst,
    Admin,
}

permit::permissions! {
    <User: UserType, roles>

    ViewItem(context = Item) {
        Anonymous | Shopper => deny,
        Seller | Support => allow if granted || grantd,
    } roles {
        Viewer | Analyst | Admin => grant,
    }
}

fn main() {}
