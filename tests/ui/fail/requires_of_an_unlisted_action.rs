#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Action)]
#[action(subject = User, context = Item)]
#[permissions(Anonymous | Shopper | Seller | Support => deny)]
pub struct Forgotten;

permit::permissions! { <User: UserType> }

#[permit::requires(Forgotten, who, item)]
pub fn edit(who: &permit::Principal<User>, item: &Item) -> Result<u8, permit::Refused> {
    Ok(item.region)
}

fn main() {}
