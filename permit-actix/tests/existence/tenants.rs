//! What belongs to another tenant is answered as what does not exist, without a `hide`.

#![expect(clippy::unwrap_used, reason = "a test that cannot continue panics")]

use std::{
    fmt,
    future::{Ready, ready},
};

use actix_web::{
    FromRequest, HttpRequest, ResponseError,
    dev::Payload,
    http::{StatusCode, header},
    test::init_service,
    web::Path,
};
use permit::{
    Authorizer, Caller, Subject, UserTypes,
    tenancy::{ContextTenant, InTenant, Tenant},
};
use permit_actix::{
    Allowed, App, Ask, Authenticate, Authenticator, Refusal, ServiceConfig, get as route, requires,
};

use crate::app::{Answer, Shop};

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

#[derive(Debug)]
struct Missing;

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no such report")
    }
}

impl ResponseError for Missing {
    fn status_code(&self) -> StatusCode {
        StatusCode::NOT_FOUND
    }
}

impl FromRequest for Report {
    type Error = Missing;
    type Future = Ready<Result<Self, Missing>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let id = request.match_info().get("id").unwrap().parse().unwrap();
        ready(Self::load(id).ok_or(Missing))
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
    type Error = Missing;

    fn authorizer(company: &Company) -> &Authorizer<Self> {
        &company.0
    }

    async fn authenticate(request: &HttpRequest, _: &Company) -> Result<Caller<Self>, Missing> {
        let session = request.headers().get(header::COOKIE).unwrap();
        let session = session.to_str().unwrap();
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

async fn ask(ask: Ask<EditReport>, id: Path<u64>) -> Result<&'static str, Refusal> {
    let report = Report::load(*id).ok_or_else(|| ask.not_found())?;
    ask.check(EditReport, report).map(|_| "edited")
}

fn routes(config: &mut ServiceConfig) {
    config
        .app_data(Authenticator::<Person>::new(Company(
            Authorizer::builder().build(),
        )))
        .route("/read/{id}", route(read))
        .route("/edit/{id}", route(edit))
        .route("/ask/{id}", route(ask));
}

async fn get(path: &str, session: &str) -> Answer {
    let service = init_service(App::new().configure(routes)).await;
    Shop::default().get(path, session).of(&service).await
}

async fn browse(path: &str, session: &str) -> Answer {
    let service = init_service(App::new().configure(routes)).await;
    let asked = Shop::default().get(path, session).by_a_browser();
    asked.of(&service).await
}

#[actix_web::test]
async fn what_another_tenant_has_is_answered_as_what_does_not_exist() {
    for way in ["read", "edit", "ask"] {
        let (theirs, missing) = (format!("/{way}/1"), format!("/{way}/9"));
        for other in [
            "member globex",
            "member ",
            "member Acme",
            "member acme\u{20}",
        ] {
            let answer = get(&theirs, other).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{way}: {other}");
            let absent = get(&missing, other).await;
            assert_eq!(answer.seen(), absent.seen(), "{way}: {other}");
            let page = browse(&theirs, other).await;
            let absent = browse(&missing, other).await;
            assert_eq!(page.seen(), absent.seen(), "{way}: {other}");
        }
        let expected = match way {
            "read" => StatusCode::OK,
            _ => StatusCode::FORBIDDEN,
        };
        for own in ["member acme", "staff"] {
            let answer = get(&theirs, own).await;
            assert_eq!(answer.status, expected, "{way}: {own}");
            let told = answer.text.contains("report_locked");
            assert_eq!(told, way != "read", "{}", answer.text);
        }
    }
}
