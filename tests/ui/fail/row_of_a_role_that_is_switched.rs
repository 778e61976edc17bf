#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Roles, Clone, Copy)]
pub enum Role {
    Viewer,
    Analyst,
    #[cfg(any())]
    Admin,
}

permit::permissions! {
    <User: UserType, roles>

    EditItem(context = Item) {
        Anonymous | Shopper => deny,
        Seller | Support => allow if granted,
    } roles {
        Viewer => withhold,
        #[cfg(any())]
        Analyst => grant,
        #[cfg(all())]
        Admin => grant,
    }
}

fn main() {}
