#[path = "../shop.rs"]
mod shop;
use permit::{Principal, Subject};
use shop::*;

#[permit::condition]
fn trial(who: &Principal<User>) -> bool {
    who.flag("trial")
}

#[permit::condition(flags(beta))]
fn in_a_macro(_action: &ViewItem, who: &Principal<User>, item: &Item) -> bool {
    matches!(who.flag("new-front"), true) || who.flag("beta") && item.seller == 7
}

#[permit::condition]
fn of_the_subject(who: &User) -> bool {
    who.user_types().contains(UserType::Support)
}

#[permit::condition]
fn of_the_principal(who: &Principal<User>) -> bool {
    who.user_types().contains(UserType::Support) || who.subject().user_types().is_empty()
}

permit::permissions! {
    <User: UserType>

    ViewItem(context = Item, requires(trial, in_a_macro, of_the_subject, of_the_principal)) {
        Anonymous | Shopper | Seller | Support => allow,
    }
}

fn main() {}
