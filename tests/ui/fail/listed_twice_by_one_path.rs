#[path = "../shop.rs"]
mod shop;
use shop::*;

mod items {
    use super::*;

    #[derive(permit::Action)]
    #[action(subject = User, context = Item)]
    #[permissions(Anonymous | Shopper | Seller | Support => deny)]
    pub struct EditItem;
}

permit::permissions! {
    <User: UserType>

    use items::EditItem;
    use items::{EditItem};
}

fn main() {}
