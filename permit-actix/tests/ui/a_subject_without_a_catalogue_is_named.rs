#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use permit_actix::{App, SignedIn, get};

struct Visitor(app::User);

impl permit::Subject for Visitor {
    type UserType = app::UserType;
    type Id = u64;
    fn id(&self) -> Option<&u64> {
        self.0.id()
    }
    fn user_types(&self) -> permit::UserTypes<app::UserType> {
        self.0.user_types()
    }
    fn anonymous() -> Self {
        Visitor(app::User::anonymous())
    }
}

async fn me(_: SignedIn<Visitor>) -> &'static str {
    "me"
}

fn main() {
    let _ = App::new().route("/me", get(me));
}
