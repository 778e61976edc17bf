#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Action)]
#[action(subject = User, context = Item)]
#[permissions(
    Anonymous | Shopper => deny,
    Seller => allow if owner || granted,
    Support => allow,
)]
#[roles(Viewer => withhold)]
struct EditItem;

permit::permissions! {
    <User: UserType, roles>
}

fn main() {}
