#[path = "../ui/shop.rs"]
mod shop;
use shop::*;

mod items {
    use super::*;

    #[derive(permit::Action)]
    #[action(subject = User, context = Item)]
    #[permissions(Anonymous | Shopper | Seller => deny, Support => allow)]
    pub struct EditItem;
}

permit::permissions! {
    <User: UserType>

    pub use items::EditItem;
}

fn main() {}
