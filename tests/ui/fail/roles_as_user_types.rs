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
    <User: Role>
}

mod switched {
    use super::*;

    #[derive(permit::UserType, Clone, Copy)]
    pub enum Kind {
        #[anonymous]
        Anonymous,
        Viewer,
    }

    #[derive(permit::Action)]
    #[action(subject = User, roles = Kind)]
    #[permissions(Anonymous | Shopper | Seller => deny, Support => allow if granted)]
    #[roles(Viewer => grant)]
    struct Edit;
}

fn main() {}
