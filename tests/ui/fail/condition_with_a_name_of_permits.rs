#[path = "../shop.rs"]
mod shop;
use shop::{Item, User, UserType};

#[permit::condition]
fn owner(who: &User, item: &Item) -> bool {
    who.region == item.region
}

#[permit::condition(filter)]
fn granted(who: &User, item: &Item) -> bool {
    who.region == item.region
}

mod raw {
    use super::User;

    #[permit::condition]
    pub fn r#owner(who: &User) -> bool {
        who.region == 0
    }
}

permit::permissions! {
    <User: UserType>

    EditItem(context = Item) {
        Anonymous => deny,
        Shopper => allow if granted,
        Seller => allow if owner,
        Support => allow if raw::owner,
    }
}

fn main() {}
