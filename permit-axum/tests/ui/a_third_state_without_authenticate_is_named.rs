#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;

use app::{App, EditItem, User};
use permit_axum::{Allowed, Router, get};

#[derive(Clone)]
struct Tests(App);

impl permit_axum::Authenticate<Tests> for User {
    type Rejection = std::convert::Infallible;
    fn authorizer(tests: &Tests) -> &permit::Authorizer<User> {
        User::authorizer(&tests.0)
    }
    async fn authenticate(
        _: &mut axum::http::request::Parts,
        _: &Tests,
    ) -> Result<permit::Caller<User>, Self::Rejection> {
        Ok(<User as permit::Subject>::anonymous().into())
    }
}

#[derive(Clone)]
struct Other;

async fn edit(_: Allowed<EditItem>) {}

fn main() {
    let _: Router<Other> = Router::new().route("/", get(edit));
}
