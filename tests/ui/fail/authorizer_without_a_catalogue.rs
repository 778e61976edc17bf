#[path = "../shop.rs"]
mod shop;
use permit::Authorizer;
use shop::*;

fn authorizer() -> Authorizer<User> {
    Authorizer::<User>::builder().build()
}

fn main() {}
