#[path = "../shop.rs"]
mod shop;
use permit::{Consent, acting::OAuthScopes};
use shop::*;

#[derive(permit::Action)]
#[action(subject = User, context = Item)]
#[permissions(Anonymous | Shopper | Seller | Support => deny)]
struct Unlisted;

permit::permissions! {
    <User: UserType>

    EditItem(context = Item) { Anonymous | Shopper | Seller | Support => deny }
}

fn scopes() -> OAuthScopes<User> {
    OAuthScopes::new()
        .scope::<(EditItem, Unlisted)>("items")
        .scope::<(Item,)>("listings")
        .scope::<EditItem>("editing")
}

fn consent() -> Consent {
    Consent::of::<User, (EditItem, Unlisted)>()
}

fn main() {}
