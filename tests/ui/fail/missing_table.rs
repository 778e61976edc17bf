#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Action)]
#[action(subject = User)]
struct ViewFront;

#[derive(permit::Action)]
#[action(subject = User)]
#[permissions]
struct ViewBack;

#[derive(permit::Action)]
#[action(subject = User)]
#[permissions(Anonymous | Shopper | Seller | Support => allow)]
#[permissions(Anonymous | Shopper | Seller | Support => allow)]
struct ViewBoth;

permit::permissions! {
    <User: UserType>

    use {ViewFront, ViewBack, ViewBoth};

    ViewSide;
}

fn main() {}
