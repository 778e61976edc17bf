#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::{Item, User, UserType};
use permit_actix::{Allowed, App, get};

permit::permissions! {
    <Visitor: UserType>

    pub Peek(context = Item, on_denied = not_found) { Anonymous => allow, Seller => allow }
}

pub struct Visitor(User);

impl permit::Subject for Visitor {
    type UserType = UserType;
    type Id = u64;
    fn id(&self) -> Option<&u64> {
        self.0.id()
    }
    fn user_types(&self) -> permit::UserTypes<UserType> {
        self.0.user_types()
    }
    fn anonymous() -> Self {
        Visitor(User::anonymous())
    }
}

async fn peek(_: Allowed<Peek>) -> &'static str {
    "seen"
}

fn main() {
    let _ = App::new().route("/", get(peek));
}
