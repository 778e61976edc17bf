#[path = "../ui/shop.rs"]
mod shop;
use shop::*;

use permit::places::{Placed, Places};

impl Placed for Order {
    fn places(&self) -> Places<'_> {
        Places::nowhere().and("order")
    }
}

fn main() {}
