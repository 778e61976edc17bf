#[path = "../shop.rs"]
mod shop;
use shop::*;

trait Store {
    #[permit::requires(ViewFront, who)]
    fn front(&self, who: &permit::Principal<User>) -> Result<u8, permit::Refused>;
}

fn main() {}
