#[path = "../shop.rs"]
mod shop;
use shop::*;

mod items {
    use super::*;

    #[derive(permit::Action)]
    #[action(subject = User, context = Item)]
    #[permissions(Anonymous | Shopper | Seller | Support => deny)]
    pub struct Forgotten;
}

permit::permissions! {
    <User: UserType>

    PostItem { Anonymous | Shopper | Seller | Support => deny }
    ViewItem(context = Item) { Anonymous | Shopper | Seller | Support => allow }
}

pub fn can(who: &permit::Principal<User>, item: &Item) -> bool {
    who.can(items::Forgotten, item)
}

pub fn check(who: &permit::Principal<User>, item: &Item) -> Result<(), permit::Refused> {
    who.check(items::Forgotten, item).map(drop)
}

pub fn could(who: &permit::Principal<User>) -> permit::Could {
    who.could(items::Forgotten)
}

fn main() {}
