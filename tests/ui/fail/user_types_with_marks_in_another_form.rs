#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
#[user_type(crate permit)]
pub enum Kind {
    #[anonymous(true)]
    Guest,
    #[platform = "yes"]
    Staff,
}

fn main() {}
