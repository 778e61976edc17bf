#[path = "../shop.rs"]
mod shop;
use shop::*;

permit::permissions! {
    <User: UserType>

    struct ListItem { Anonymous | Shopper | Seller | Support => deny }

    pub action ViewItem(context = Item) { Anonymous | Shopper | Seller | Support => deny }

    EditItem<T, const N: usize>(context = Item) { Anonymous | Shopper | Seller | Support => deny }

    #[derive(Debug, PartialEq)]
    PostItem { Anonymous | Shopper | Seller | Support => deny }

    #[action(context = Item)]
    MoveItem { Anonymous | Shopper | Seller | Support => deny }

    SellItem: Item { Anonymous | Shopper | Seller | Support => deny }

    BuyItem(context = Item) => { Anonymous | Shopper | Seller | Support => deny }

    fn Both(context = Item) = all_of(ViewItem, EditItem);

    All { all_of(ViewItem, EditItem) }
}

fn main() {}
