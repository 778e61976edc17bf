#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Action)]
#[action(subject = User)]
#[permissions(Anonymous | Shopper => deny)]
#[permissions(Seller => allow)]
struct EditItem;

#[derive(permit::Action)]
#[action(subject = User)]
#[permission(Anonymous | Shopper | Seller | Support => deny)]
struct ViewItem;

permit::permissions! {
    <User: UserType>

    use {EditItem, ViewItem};
}

fn main() {}
