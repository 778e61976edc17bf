#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::{Item, User, UserType};
use permit_axum::{Allowed, Router, get};

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

impl permit_axum::Authenticate<State> for Visitor {
    type Rejection = std::convert::Infallible;
    fn authorizer(state: &State) -> &permit::Authorizer<Visitor> {
        &state.0
    }
    async fn authenticate(
        _: &mut axum::http::request::Parts,
        _: &State,
    ) -> Result<permit::Caller<Visitor>, Self::Rejection> {
        Ok(<Visitor as permit::Subject>::anonymous().into())
    }
}

#[derive(Clone)]
pub struct State(permit::Authorizer<Visitor>);

async fn peek(_: Allowed<Peek>) {}

fn main() {
    let _: Router<State> = Router::new().route("/", get(peek));
}
