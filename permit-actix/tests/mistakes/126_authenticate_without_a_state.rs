#[allow(dead_code)]
#[path = "../ui/support/app.rs"]
mod app;

use app::User;
use permit::{Authorizer, Caller};
use permit_actix::Authenticate;

struct Site(Authorizer<User>);

impl Authenticate for User {
    type Error = actix_web::Error;
    fn authorizer(site: &Site) -> &Authorizer<User> {
        &site.0
    }
    async fn authenticate(
        _: &actix_web::HttpRequest,
        _: &Site,
    ) -> Result<Caller<User>, actix_web::Error> {
        Ok(<User as permit::Subject>::anonymous().into())
    }
}

fn main() {}
