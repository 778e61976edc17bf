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
#[permissions(all_of(ViewItem, CloseItem))]
#[roles(Viewer | Analyst | Admin => grant)]
struct Both;

#[derive(permit::Action)]
#[action(subject = User, context = Item)]
#[permissions(
    Anonymous | Shopper => deny,
    Seller | Support => allow if granted,
)]
#[roles(Viewer => withhold)]
#[roles(Analyst | Admin => grant)]
struct EditItem {
    #[roles(Viewer => grant)]
    amount: u64,
}

permit::permissions! {
    <User: UserType, roles>
    use Both;
    use EditItem;

    #[roles(Viewer | Analyst | Admin => grant)]
    ViewItem(context = Item, fixed = true) {
        Anonymous | Shopper => deny,
        Seller | Support => allow,
    }

    CloseItem(context = Item, roles = Role) {
        Anonymous | Shopper => deny,
        Seller | Support => allow if granted,
    } role {
        Viewer => withhold,
        Analyst | Admin => grant,
    }
}

fn main() {}
