#[path = "../shop.rs"]
mod shop;
use permit::{Principal, Refused};
use shop::*;

permit::permissions! {
    <User: UserType>

    EditItem(context = Item) { Anonymous | Shopper | Seller => deny, Support => allow }
    ViewItem(context = Item) { Anonymous | Shopper | Seller | Support => allow }
    PostItem { Anonymous | Shopper => deny, Seller | Support => allow }
}

#[permit::requires(who, EditItem, item)]
fn the_principal_first(who: &Principal<User>, item: &Item) -> Result<u8, Refused> {
    Ok(item.region + who.subject().region)
}

#[permit::requires(who, PostItem)]
fn without_a_context(who: &Principal<User>) -> Result<u8, Refused> {
    Ok(who.subject().region)
}

#[permit::requires(EditItem, who)]
fn the_context_is_missing(who: &Principal<User>, item: &Item) -> Result<u8, Refused> {
    Ok(item.region + who.subject().region)
}

#[permit::requires(EditItem, ViewItem)]
fn two_actions(who: &Principal<User>, item: &Item) -> Result<u8, Refused> {
    Ok(item.region + who.subject().region)
}

#[permit::requires(EditItem, ViewItem, who, item)]
fn two_actions_and_the_rest(who: &Principal<User>, item: &Item) -> Result<u8, Refused> {
    Ok(item.region + who.subject().region)
}

#[permit::requires("edit_item", who, item)]
fn by_its_key(who: &Principal<User>, item: &Item) -> Result<u8, Refused> {
    Ok(item.region + who.subject().region)
}

#[permit::requires(context = item, action = EditItem, who = who)]
fn with_names(who: &Principal<User>, item: &Item) -> Result<u8, Refused> {
    Ok(item.region + who.subject().region)
}

fn main() {}
