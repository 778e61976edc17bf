#[path = "../shop.rs"]
mod shop;
use shop::*;

permit::permissions! {
    <User: UserType>

    ListItem {
        Anonymous => deny;
        Shopper => deny;
        Seller | Support => allow;
    }

    ViewItem {
        Anonymous => deny,
        Sel
        Shopper | Support => allow,
    }

    EditItem {
        Anonymous => deny,
        Sel,
        Shopper | Support => allow,
    }

    PostItem {
        Anonymous => { deny }
        Shopper => perhaps (or, not) Seller => allow,
        3 of them, Support => allow,
    }

    // The user type that is really missing is reported as well.
    MoveItem {
        Anonymous => dney
        Shopper => deny,
        Seller => allow,
    }
}

fn main() {}
