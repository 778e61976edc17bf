#[path = "../shop.rs"]
mod shop;

mod items {
    use crate::shop::{Item, User};

    #[derive(permit::Action)]
    #[action(subject = User, context = Item)]
    #[permissions(
        Anonymous | Shopper => deny,
        Seller => allow if owner,
        Support => allow,
    )]
    pub struct EditItem;
}

fn main() {}
