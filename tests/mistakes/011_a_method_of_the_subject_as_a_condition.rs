#[path = "../ui/shop.rs"]
mod shop;
use shop::*;

impl User {
    fn is_nearby(&self) -> bool {
        self.region < 3
    }
}

permit::permissions! {
    <User: UserType>

    EditItem(context = Item) {
        Anonymous | Shopper => deny,
        Seller => allow if User::is_nearby,
        Support => allow,
    }
}

fn main() {}
