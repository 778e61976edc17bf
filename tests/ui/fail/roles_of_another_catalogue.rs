#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Roles, Clone, Copy)]
pub enum Role {
    Viewer,
    Analyst,
    Admin,
}

mod other {
    #[derive(permit::Roles, Clone, Copy)]
    pub enum Role {
        Analyst,
        Viewer,
        Admin,
    }
}

#[derive(permit::Action)]
#[action(subject = User, context = Item, roles = other::Role)]
#[permissions(
    Anonymous | Shopper => deny,
    Seller => allow if owner || granted,
    Support => allow,
)]
#[roles(Viewer => withhold, Analyst | Admin => grant)]
struct EditItem;

permit::permissions! {
    <User: UserType, roles>
    use EditItem;
}

fn main() {}
