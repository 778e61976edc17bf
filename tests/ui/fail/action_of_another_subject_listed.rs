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

#[derive(permit::Action)]
#[action(subject = Machine)]
#[permissions(Anonymous | Shopper | Seller => deny, Support => allow)]
struct Reboot;

permit::permissions! {
    <User: UserType>

    use Reboot;
}

fn main() {}
