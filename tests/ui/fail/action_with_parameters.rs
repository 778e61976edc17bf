#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Action)]
#[action(subject = User)]
#[permissions(Anonymous | Shopper | Seller => deny, Support => allow)]
struct Export<T> {
    format: T,
}

#[derive(permit::Action)]
#[action(subject = User)]
#[permissions(Anonymous | Shopper | Seller => deny, Support => allow)]
struct Shelve<const SHELF: usize>;

permit::permissions! { <User: UserType> }

fn main() {}
