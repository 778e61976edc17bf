#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Action)]
#[action(subject = User, context = Item)]
#[permissions(
    Anonymous => deny,
    Shopper => deny,
    Seller => allow if plain,
    Support => allow if in_regoin,
)]
struct EditItem;

permit::permissions! { <User: UserType> use EditItem; }

fn main() {}

pub fn plain(who: &User) -> bool {
    who.region == 1
}
