#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Action)]
#[action(subject = User, context = Item)]
#[permissions(Anonymous => deny, Shopper => deny, Seller => allow if owner)]
struct EditItem;

permit::permissions! {
    <User: UserType>

    use EditItem;

    PostItem { Anonymous | Shopper => deny, Seler => allow, Support => deny }
    ViewItem(context = Item) { Anonymous | Shopper | Seller | Support => allow }
}

fn save(permit: permit::Permit<EditItem>) -> u64 {
    permit.context().seller
}

#[permit::requires(EditItem, who, item)]
pub fn edit(who: &permit::Principal<User>, item: &Item) -> Result<u64, permit::Refused> {
    Ok(save(who.check(EditItem, item)?))
}

pub fn post(who: &permit::Principal<User>, item: &Item) -> bool {
    who.can(PostItem, &()) && who.can(ViewItem, item)
}

fn main() {
    assert_eq!(permit::testing::verify::<User>(), 12);
}
