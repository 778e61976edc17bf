#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::UserType, Clone, Copy)]
enum Crew {
    #[anonymous]
    Guest,
    Captain,
}

#[derive(permit::Action)]
#[action(subject = User, user_type = Crew)]
#[permissions(Guest => deny, Captain => allow)]
struct SetSail;

permit::permissions! { <User: UserType> use SetSail; }

fn main() {}
