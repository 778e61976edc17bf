#[path = "../shop.rs"]
mod shop;
use shop::*;

mod items {}

permit::permissions! {
    <User: UserType>

    use items::*;
    use items::{self::*};
}

fn main() {}
