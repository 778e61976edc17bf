#[path = "../shop.rs"]
mod shop;
use shop::*;

mod items {
    #[derive(permit::Action)]
    #[action(subject = crate::User, user_type = crate::UserType)]
    #[permissions(Anonymous | Shopper | Seller | Support => deny)]
    pub struct EditItem;
}

permit::permissions! {
    <User: UserType>

    pub use items::EditItem;

    mod orders;

    ViewItem(context = Item) { Anonymous | Shopper | Seller | Support => deny },

    PostItem { Anonymous | Shopper | Seller | Support => deny };

    hides Item by ViewItem;

    hide "item" by ViewItem;

    hide Item by view_item;

    use items::MoveItem<Item>;
}

fn main() {}
