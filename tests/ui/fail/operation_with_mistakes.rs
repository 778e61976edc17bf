#[path = "../shop.rs"]
mod shop;
use shop::*;

permit::permissions! {
    <User: UserType>

    EditItem(context = Item) { Anonymous | Shopper | Seller | Support => deny }

    One(context = Item) = all_of("edit_item");

    Two(context = Item) = all_of(edit_item);

    Three(context = Item) = all_of(EditItem EditItem);

    Four(context = Item) = all_of(EditItem::<Item>);
}

fn main() {}
