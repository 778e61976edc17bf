//! Companies that share an application, and users who belong to several of them:
//! `cargo run -p permit-axum --example tenants`, then `curl -H 'cookie: ada' localhost:3000/acme/reports/1`.
//!
//! The path says in which company a request is. The user checks its membership before it answers with this
//! tenant, and a company of which it is no member is answered as one that does not exist.

use axum::{
    extract::{FromRequestParts, Path, RawPathParams},
    http::{header, request::Parts},
};
use permit::{Authorizer, Caller, Subject, UserTypes, tenancy::Tenant};
use permit_axum::{Allowed, Authenticate, Refusal, Router, get};

#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserType {
    #[anonymous]
    Anonymous,
    Member,
    /// The staff of the platform, whom no company has as a member.
    #[platform]
    Staff,
}

#[derive(Clone, Debug)]
pub struct User {
    name: &'static str,
    is_staff: bool,
    /// The companies of which it is a member, as the database has them.
    memberships: &'static [&'static str],
    /// The one of them that the request is about.
    company: Option<&'static str>,
}

impl User {
    /// The user in one of its companies; `None` where it is no member.
    fn acting_for(mut self, company: &str) -> Option<Self> {
        let memberships = self.memberships.iter();
        self.company = memberships.copied().find(|one| *one == company);
        self.company.is_some().then_some(self)
    }
}

impl Subject for User {
    type UserType = UserType;
    type Id = str;

    fn id(&self) -> Option<&str> {
        (!self.name.is_empty()).then_some(self.name)
    }

    fn user_types(&self) -> UserTypes<UserType> {
        match (self.id(), self.is_staff) {
            (None, _) => UserType::Anonymous.into(),
            (Some(_), true) => UserType::Staff.into(),
            (Some(_), false) => UserType::Member.into(),
        }
    }

    fn anonymous() -> Self {
        Self {
            name: "",
            is_staff: false,
            memberships: &[],
            company: None,
        }
    }

    fn tenant(&self) -> Tenant<'_> {
        match self.company {
            Some(company) => Tenant::of(company),
            None if self.is_staff => Tenant::Platform,
            // Outside of every company, a member reaches what is global.
            None => Tenant::Unknown,
        }
    }
}

/// Report 1 is of `acme`, and published there; report 2 is of `globex`.
#[derive(permit::Columns, Clone, Debug)]
pub struct Report {
    id: u64,
    #[column(tenant)]
    company: &'static str,
    published: bool,
}

const REPORTS: [Report; 2] = [
    Report {
        id: 1,
        company: "acme",
        published: true,
    },
    Report {
        id: 2,
        company: "globex",
        published: false,
    },
];

/// A report is loaded by its number alone. permit compares its company with that of the caller.
impl<S: Send + Sync> FromRequestParts<S> for Report {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let path = Path::<(String, u64)>::from_request_parts(parts, state).await;
        let Path((_, id)) = path.map_err(|_| Refusal::not_found())?;
        let report = REPORTS.into_iter().find(|report| report.id == id);
        report.ok_or_else(Refusal::not_found)
    }
}

#[permit::condition(filter)]
fn published(_: &User, report: &Report) -> bool {
    report.published
}

permit::permissions! {
    <User: UserType, tenants>

    pub ReadReport(context = Report) {
        Anonymous => allow if published,
        Member | Staff => allow,
    }
}

#[derive(Clone)]
pub struct App {
    authorizer: Authorizer<User>,
}

impl Authenticate<App> for User {
    type Rejection = Refusal;

    fn authorizer(app: &App) -> &Authorizer<Self> {
        &app.authorizer
    }

    async fn authenticate(parts: &mut Parts, _: &App) -> Result<Caller<Self>, Refusal> {
        let company = company(parts).await;
        Ok(match (session(parts), company) {
            (Some(user), _) if user.is_staff => user.into(),
            (Some(user), Some(company)) => user
                .acting_for(&company)
                .ok_or_else(Refusal::not_found)?
                .into(),
            (Some(user), None) => user.into(),
            (None, Some(company)) => Caller::anonymous_at(&company),
            (None, None) => Self::anonymous().into(),
        })
    }
}

/// The company that the path names, in `/{company}/…`. A subdomain or a header is read here as well.
async fn company(parts: &mut Parts) -> Option<String> {
    let parameters = RawPathParams::from_request_parts(parts, &()).await.ok()?;
    let mut parameters = parameters.iter();
    let (_, company) = parameters.find(|(name, _)| *name == "company")?;
    Some(company.to_owned())
}

/// A session of this example is the name of its user.
fn session(parts: &Parts) -> Option<User> {
    let (name, is_staff, memberships): (_, _, &[_]) =
        match parts.headers.get(header::COOKIE)?.to_str().ok()? {
            "ada" => ("ada", false, &["acme", "globex"]),
            "ben" => ("ben", false, &["globex"]),
            "sue" => ("sue", true, &[]),
            _ => return None,
        };
    Some(User {
        name,
        is_staff,
        memberships,
        company: None,
    })
}

async fn read(Allowed(permit): Allowed<ReadReport>) -> String {
    let report = permit.context();
    format!("report {} of {}", report.id, report.company)
}

pub fn router() -> Router {
    let app = App {
        authorizer: Authorizer::builder().build(),
    };
    Router::new()
        .route("/{company}/reports/{id}", get(read))
        .with_state(app)
}

#[tokio::main]
#[allow(dead_code, reason = "a test has this file as a module")]
async fn main() -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:3000").await?;
    axum::serve(listener, router().into_axum()).await
}
