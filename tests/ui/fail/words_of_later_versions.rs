#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::UserType, Clone, Copy)]
pub enum Crew {
    #[anonymous]
    Nobody,
    #[internal]
    Robot,
}

#[derive(permit::Action)]
#[action(subject = User, context = Item, fixed, stale = "5s", never_impersonated, was = "change_item")]
#[permissions(
    Anonymous => deny,
    Shopper => allow if granted,
    Seller => granted,
    Support => allow,
)]
struct EditItem;

#[derive(permit::Action)]
#[action(subject = User, context = Item)]
#[permissions(all_of(EditItem))]
struct MoveItem;

#[permit::condition(filter)]
fn cheap(_: &User, item: &Item) -> bool {
    item.region < 3
}

permit::permissions! { <User: UserType, roles> use {EditItem, MoveItem}; }

fn main() {}
