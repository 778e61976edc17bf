//! What belongs to another tenant is answered as what does not exist, without a `hide`.

use axum::{
    extract::{FromRequestParts, Path},
    http::{StatusCode, header, request::Parts},
};
use permit::{
    Authorizer, Caller, Subject, UserTypes,
    tenancy::{ContextTenant, InTenant, Tenant},
};
use permit_axum::{Allowed, Ask, Authenticate, Refusal, Router, get as route, requires};

use crate::app::{browse, get};

#[derive(permit::UserType, Clone, Copy)]
enum UserType {
    #[anonymous]
    Anonymous,
    Member,
    #[platform]
    Staff,
}

/// Its session: `member acme`, `staff`.
struct Person {
    kind: UserType,
    company: Option<String>,
}

impl Subject for Person {
    type UserType = UserType;
    type Id = u64;

    fn id(&self) -> Option<&u64> {
        None
    }

    fn user_types(&self) -> UserTypes<UserType> {
        self.kind.into()
    }

    fn anonymous() -> Self {
        Self {
            kind: UserType::Anonymous,
            company: None,
        }
    }

    fn tenant(&self) -> Tenant<'_> {
        match &self.company {
            Some(company) => Tenant::of(company.as_str()),
            None => Tenant::Platform,
        }
    }
}

/// Report 1 is of the company `acme`, and locked.
struct Report {
    company: &'static str,
    locked: bool,
}

impl InTenant for Report {
    fn tenant(&self) -> ContextTenant<'_> {
        ContextTenant::of(self.company)
    }
}

impl Report {
    fn load(id: u64) -> Option<Self> {
        (id == 1).then_some(Self {
            company: "acme",
            locked: true,
        })
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Report {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, StatusCode> {
        let id = Path::from_request_parts(parts, state).await;
        let Path(id) = id.map_err(|_| StatusCode::BAD_REQUEST)?;
        Self::load(id).ok_or(StatusCode::NOT_FOUND)
    }
}

#[permit::condition(says = "report_locked")]
fn unlocked(_: &Person, report: &Report) -> bool {
    !report.locked
}

permit::permissions! {
    <Person: UserType, tenants>

    ReadReport(context = Report) { Anonymous => deny, Member | Staff => allow }
    EditReport(context = Report, requires(unlocked)) { Anonymous => deny, Member | Staff => allow }
}

#[derive(Clone)]
struct Company(Authorizer<Person>);

impl Authenticate<Company> for Person {
    type Rejection = StatusCode;

    fn authorizer(company: &Company) -> &Authorizer<Self> {
        &company.0
    }

    async fn authenticate(parts: &mut Parts, _: &Company) -> Result<Caller<Self>, StatusCode> {
        let session = parts.headers.get(header::COOKIE).unwrap().to_str().unwrap();
        let (kind, company) = match session.split_once(' ') {
            Some((_, company)) => (UserType::Member, Some(company.to_owned())),
            None => (UserType::Staff, None),
        };
        Ok(Self { kind, company }.into())
    }
}

async fn read(_: Allowed<ReadReport>) -> &'static str {
    "read"
}

#[requires(EditReport)]
async fn edit() -> &'static str {
    "edited"
}

async fn ask(ask: Ask<EditReport>, Path(id): Path<u64>) -> Result<&'static str, Refusal> {
    let report = Report::load(id).ok_or_else(|| ask.not_found())?;
    ask.check(EditReport, report).map(|_| "edited")
}

fn routes() -> Router {
    Router::new()
        .route("/read/{id}", route(read))
        .route("/edit/{id}", route(edit))
        .route("/ask/{id}", route(ask))
        .with_state(Company(Authorizer::builder().build()))
}

#[tokio::test]
async fn what_another_tenant_has_is_answered_as_what_does_not_exist() {
    let router = routes();
    for way in ["read", "edit", "ask"] {
        let (theirs, missing) = (format!("/{way}/1"), format!("/{way}/9"));
        for other in [
            "member globex",
            "member ",
            "member Acme",
            "member acme\u{20}",
        ] {
            let answer = get(&router, &theirs, other).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{way}: {other}");
            assert_eq!(
                answer,
                get(&router, &missing, other).await,
                "{way}: {other}"
            );
            let page = browse(&router, &theirs, other).await;
            assert_eq!(
                page,
                browse(&router, &missing, other).await,
                "{way}: {other}"
            );
        }
        let expected = match way {
            "read" => StatusCode::OK,
            _ => StatusCode::FORBIDDEN,
        };
        for own in ["member acme", "staff"] {
            let answer = get(&router, &theirs, own).await;
            assert_eq!(answer.status, expected, "{way}: {own}");
            let told = answer.text.contains("report_locked");
            assert_eq!(told, way != "read", "{}", answer.text);
        }
    }
}
