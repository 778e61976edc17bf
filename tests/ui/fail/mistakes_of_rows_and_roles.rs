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

    // Of both tables in one run.
    EditItem(context = Item) {
        Anonymous => deny,
        Shoper => deny,
        Seller => allow if granted,
    } roles {
        Viewr => withhold,
        Analyst => grant,
        Analyst => withhold,
        Editor => grant,
        _ => withhold,
    }

    ViewItem(context = Item) {
        Anonymous | Shopper => deny,
        Seller | Support => allow if granted,
    } roles {
        Role::Viewer => grant,
        (Analyst | Admin) => grant,
    }
}

fn main() {}
