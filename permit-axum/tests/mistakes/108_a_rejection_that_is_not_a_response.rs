#[allow(dead_code)]
#[path = "../ui/support/app.rs"]
mod app;

pub enum Failure {
    Away,
}

use app::User;
use permit::Authorizer;
use permit_axum::Authenticate;

#[derive(Clone)]
pub struct Site(Authorizer<User>);

impl Authenticate<Site> for User {
    type Rejection = Failure;
    fn authorizer(site: &Site) -> &Authorizer<User> {
        &site.0
    }
    async fn authenticate(
        _: &mut axum::http::request::Parts,
        _: &Site,
    ) -> Result<permit::Caller<User>, Failure> {
        Err(Failure::Away)
    }
}

fn main() {}
