#[path = "../shop.rs"]
mod shop;
use shop::*;

// The words to paste never leave out a condition that is written: they would allow more.
permit::permissions! {
    <User: UserType>

    EditItem(context = Item) {
        Anonymous => deny,
        Shopper if owner => allow if in_region,
        Seller -> allow if owner && in_region,
        Support: allow if owner,
    }
}

fn main() {}
