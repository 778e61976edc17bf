#[path = "../shop.rs"]
mod shop;
use shop::*;

permit::permissions! {
    <User: UserType>

    ViewFront { Anonymous | Shopper | Seller | Support => allow }
}

#[permit::requires(ViewFront)]
async fn front() -> Result<(), permit::Refused> {
    Ok(())
}

#[permit::requires]
async fn back() -> Result<(), permit::Refused> {
    Ok(())
}

fn main() {}
