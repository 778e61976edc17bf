#[path = "../shop.rs"]
mod shop;
use shop::*;

permit::permissions! {
    <User: UserType>

    ListItem {
        Anonymous => deny,
        .. => deny,
    }

    ViewItem {
        Anonymous => deny,
        else => deny,
    }

    EditItem {
        Anonymous => deny,
        * => deny,
    }

    PostItem {
        Anonymous => deny,
        Shopper | _ => deny,
    }

    MoveItem {
        Anonymous => deny,
        other => deny,
    }
}

fn main() {}
