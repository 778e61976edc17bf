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

    One(context = Item) {
        Anonymous | Shopper => deny,
        Seller | Support => allow if granted,
    } roles {
        Viewer => deny,
        Analyst => allow,
        Admin => grants,
    }

    Two(context = Item) {
        Anonymous | Shopper => deny,
        Seller | Support => allow if granted,
    } roles {
        Viewer => grant if owner,
        Analyst => ,
        Admin,
    }

    Three(context = Item) {
        Anonymous | Shopper => deny,
        Seller | Support => allow if granted,
    } roles {
        Viewer: withhold,
        Analyst, Admin => grant,
    }

    Four(context = Item) {
        Anonymous | Shopper => deny,
        Seller | Support => allow if granted,
    } roles {
        Viewer => withhold;
        Analyst => grant
        Admin => grant,
    }

    Five(context = Item) {
        Anonymous | Shopper => deny,
        Seller | Support => granted,
    } roles {
        Viewer if owner => grant,
        Analyst | Admin -> grant,
    }
}

fn main() {}
