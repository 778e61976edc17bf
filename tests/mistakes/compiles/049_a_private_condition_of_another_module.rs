#[path = "../../ui/shop.rs"]
mod shop;
use shop::*;

mod conditions {
    use super::*;

    #[permit::condition]
    fn nearby(who: &User, item: &Item) -> bool {
        who.region == item.region
    }
}

permit::permissions! {
    <User: UserType>

    EditItem(context = Item) {
        Anonymous | Shopper => deny,
        Seller => allow if conditions::nearby,
        Support => allow,
    }
}

fn main() {}
