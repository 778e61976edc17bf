#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Action)]
#[action(subject = User, context = Item)]
#[permissions(Anonymous | Shopper | Seller => deny, Support => allow)]
struct PriceItem {
    price: u64,
}

#[derive(permit::Action)]
#[action(subject = User, context = Vec<u8>)]
#[permissions(Anonymous | Shopper | Seller => deny, Support => allow)]
struct Unlisted;

permit::permissions! {
    <User: UserType>

    use PriceItem;

    hide Order by ViewItem;
    hide User by Item;
    hide Item by PriceItem;
    hide Vec<u8> by Unlisted;
    hide str by Both;

    ViewItem(context = Item) { Anonymous | Shopper | Seller | Support => allow }
    EditItem(context = str) { Anonymous | Shopper | Seller | Support => allow }
    Both(context = str) = all_of(EditItem);
}

fn main() {}
