#[path = "../shop.rs"]
mod shop;
use shop::*;

pub struct Machine;

impl permit::Subject for Machine {
    type UserType = UserType;
    type Id = str;
    fn id(&self) -> Option<&str> {
        None
    }
    fn user_types(&self) -> permit::UserTypes<UserType> {
        UserType::Support.into()
    }
    fn anonymous() -> Self {
        Machine
    }
}

#[permit::condition]
fn healthy(_: &Machine) -> bool {
    true
}

#[permit::condition]
fn in_the_right_hall(_: &permit::Principal<Machine>, _: &Item) -> bool {
    true
}

permit::permissions! {
    <User: UserType>

    EditItem(context = Item) {
        Anonymous | Shopper => deny,
        Seller => allow if owner && healthy,
        Support => allow if in_the_right_hall,
    }
}

fn main() {}
