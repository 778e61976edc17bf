#[allow(dead_code)]
#[path = "../ui/support/app.rs"]
mod app;

use app::App;

permit::permissions! {
    <Clerk: Kind>
    pub ViewOrder { Anonymous => deny, Clerk => allow }
}

#[derive(permit::UserType, Clone, Copy)]
pub enum Kind {
    #[anonymous]
    Anonymous,
    Clerk,
}

pub struct Clerk;

impl permit::Subject for Clerk {
    type UserType = Kind;
    type Id = u64;
    fn id(&self) -> Option<&u64> {
        None
    }
    fn user_types(&self) -> permit::UserTypes<Kind> {
        Kind::Clerk.into()
    }
    fn anonymous() -> Self {
        Clerk
    }
}

impl permit_axum::Authenticate for Clerk {
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

fn main() {}
