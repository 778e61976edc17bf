#[allow(dead_code)]
#[path = "../ui/support/app.rs"]
mod app;

use app::{App, User, UserType};
use permit_axum::{Allowed, Router, get};

pub struct Order;

permit::permissions! {
    <Clerk: UserType>

    pub ViewOrder(context = Order) { Anonymous => deny, Seller => allow }
}

pub struct Clerk;

impl permit::Subject for Clerk {
    type UserType = UserType;
    type Id = u64;
    fn id(&self) -> Option<&u64> {
        None
    }
    fn user_types(&self) -> permit::UserTypes<UserType> {
        UserType::Seller.into()
    }
    fn anonymous() -> Self {
        Clerk
    }
}

impl permit_axum::Authenticate<App> for Clerk {
    type Rejection = std::convert::Infallible;
    fn authorizer(_: &App) -> &permit::Authorizer<Clerk> {
        unimplemented!()
    }
    async fn authenticate(
        _: &mut axum::http::request::Parts,
        _: &App,
    ) -> Result<permit::Caller<Clerk>, Self::Rejection> {
        Ok(Clerk.into())
    }
}

async fn view(_: Allowed<ViewOrder>) {}

fn nothing(_: User) {}

fn main() {
    let _: Router<App> = Router::new().route("/", get(view));
}
