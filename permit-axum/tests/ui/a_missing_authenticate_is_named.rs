#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::{App, UserType};
use permit_axum::{Allowed, Router, get};

permit::permissions! {
    <Visitor: UserType>

    pub SignGuestBook { Anonymous | Seller => allow }
}

pub struct Visitor;

impl permit::Subject for Visitor {
    type UserType = UserType;
    type Id = u64;
    fn id(&self) -> Option<&u64> {
        None
    }
    fn user_types(&self) -> permit::UserTypes<UserType> {
        UserType::Anonymous.into()
    }
    fn anonymous() -> Self {
        Visitor
    }
}

async fn sign(_: Allowed<SignGuestBook>) {}

fn main() {
    let _: Router<App> = Router::new().route("/", get(sign));
}
