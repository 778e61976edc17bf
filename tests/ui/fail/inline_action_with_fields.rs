#[path = "../shop.rs"]
mod shop;
use shop::*;

permit::permissions! {
    <User: UserType>

    pub Log { minutes: u32 } (context = Item) {
        Anonymous | Shopper | Seller | Support => allow if owner,
    }

    Note { pub(crate) minutes: u32, text: String } { Anonymous | Shopper | Seller | Support => deny }

    Track(minutes: u32) { Anonymous | Shopper | Seller | Support => deny }

    Stop<'a>(context = Item) { Anonymous | Shopper | Seller | Support => deny }

    Start {} (context = Item) { Anonymous | Shopper | Seller | Support => deny }

    Finish { minutes: u32 }

    Pay(Item) { Anonymous | Shopper | Seller => deny, Support => allow if owner }
}

fn main() {}
