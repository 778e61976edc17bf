#[path = "../ui/shop.rs"]
mod shop;
use shop::*;

pub struct Invoice {
    pub customer: u64,
}

impl permit::Owned<User> for Invoice {
    fn owner(&self) -> Option<u64> {
        Some(self.customer)
    }
}

fn main() {}
