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
#[action(subject = User)]
#[permissions(Anonymous | Shopper | Seller => deny, Support => allow)]
#[roles(Viewer | Analyst | Admin => grant)]
struct ViewHelp;

permit::permissions! {
    <User: UserType, roles>
    use ViewHelp;

    EditHelp {
        Anonymous | Shopper | Seller => deny,
        Support => allow,
    } roles {
        Viewer | Analyst => withhold,
        Admin => grant,
    }
}

fn main() {}
