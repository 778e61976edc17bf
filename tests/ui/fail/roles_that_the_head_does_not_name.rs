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
#[roles(Viewer => withhold, Analyst | Admin => grant)]
struct EditItem;

permit::permissions! {
    <User: UserType>
    use EditItem;
}

fn main() {}
