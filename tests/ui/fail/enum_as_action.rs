#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Action)]
#[action(subject = User)]
#[permissions(Anonymous | Shopper | Seller => deny, Support => allow)]
enum Payment {
    Refund,
    Charge { amount: u64 },
}

permit::permissions! { <User: UserType> use Payment; }

fn main() {}
