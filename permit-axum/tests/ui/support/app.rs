// A small shop, for handlers that do not compile and for the examples of the documentation.

use std::convert::Infallible;

use axum::{extract::FromRequestParts, http::request::Parts};
use permit::{Authorizer, Caller, Owned, Subject, UserTypes};
use permit_axum::Authenticate;

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

permit::permissions! {
    <User: UserType>

    use Transfer;

    pub ViewItem(context = Item) { Anonymous => allow, Seller => allow }
    pub EditItem(context = Item) { Anonymous => deny, Seller => allow if owner }
    pub PostItem { Anonymous => deny, Seller => allow }
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
pub struct App(pub Authorizer<User>);

impl Authenticate<App> for User {
    type Rejection = Infallible;
    fn authorizer(app: &App) -> &Authorizer<User> {
        &app.0
    }
    async fn authenticate(_: &mut Parts, _: &App) -> Result<Caller<User>, Infallible> {
        Ok(User(Some(7)).into())
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Item {
    type Rejection = Infallible;
    async fn from_request_parts(_: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Item { seller: 7 })
    }
}
