#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::UserType;
use permit_actix::{App, Authenticator};

permit::permissions! { <Visitor: UserType> }

struct Visitor;

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

struct Shop;

fn main() {
    let _ = App::new().app_data(Authenticator::<Visitor>::new(Shop));
}
