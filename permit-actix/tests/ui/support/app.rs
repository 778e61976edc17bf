// A small shop, for handlers that do not compile and for the examples of the documentation.

use std::{
    convert::Infallible,
    future::{Ready, ready},
};

use actix_web::{FromRequest, HttpRequest, dev::Payload};
use permit::{Authorizer, Caller, Owned, Subject, UserTypes};
use permit_actix::Authenticate;

#[derive(permit::UserType, Clone, Copy)]
pub enum UserType {
    #[anonymous]
    Anonymous,
    Seller,
}

pub struct User(Option<u64>);

impl Subject for User {
    type UserType = UserType;
    type Id = u64;
    fn id(&self) -> Option<&u64> {
        self.0.as_ref()
    }
    fn user_types(&self) -> UserTypes<UserType> {
        UserType::Seller.into()
    }
    fn anonymous() -> Self {
        User(None)
    }
}

pub struct Item {
    pub seller: u64,
}

impl Owned<User> for Item {
    fn owner(&self) -> Option<&u64> {
        Some(&self.seller)
    }
}

pub struct Order;

permit::permissions! {
    <User: UserType>

    use Transfer;

    pub ViewItem(context = Item) { Anonymous => allow, Seller => allow }
    pub EditItem(context = Item) { Anonymous => deny, Seller => allow if owner }
    pub PostItem { Anonymous => deny, Seller => allow }
    pub ViewOrder(context = Order) { Anonymous => deny, Seller => allow }
}

#[derive(permit::Action)]
#[action(subject = User)]
#[permissions(Anonymous => deny, Seller => allow)]
pub struct Transfer {
    pub amount: u64,
}

#[derive(permit::Action)]
#[action(subject = User)]
#[permissions(Anonymous => deny, Seller => allow)]
pub struct NotListed;

#[derive(Clone)]
pub struct Shop(pub Authorizer<User>);

impl Authenticate<Shop> for User {
    type Error = actix_web::Error;
    fn authorizer(shop: &Shop) -> &Authorizer<User> {
        &shop.0
    }
    async fn authenticate(_: &HttpRequest, _: &Shop) -> Result<Caller<User>, actix_web::Error> {
        Ok(User(Some(7)).into())
    }
}

impl FromRequest for Item {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;
    fn from_request(_: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Item { seller: 7 }))
    }
}
