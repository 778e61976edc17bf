#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::UserType, Clone, Copy)]
enum Crew {
    #[anonymous]
    Nobody,
    Captain,
}

#[derive(permit::Action)]
#[action(subject = User, user_type = Crew)]
#[permissions(Nobody => deny, Captain => allow)]
struct SetSail;

permit::permissions! { <User: UserType> use SetSail; }

fn main() {}
