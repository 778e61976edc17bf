//! Guards under a policy that is not known: they answer 503, never a denial.

use std::{
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use actix_web::Error;
use permit::{
    Authorizer,
    policy::{Binding, Binds, CoarseClock, Policy, Unavailable, Words},
    tenancy::Tenant,
};
use permit_actix::{Allowed, Ask, Refusal, Scoped, ServiceConfig, get, unguarded};

use super::{Credential, EditItem, Item, Office, Peek, PostItem, User, ViewItem, answer, routes};

struct Away;

impl Policy<User> for Away {
    fn bind<'a>(&'a self, _: &'a User, _: Tenant<'a>) -> Binds<'a, User> {
        Box::pin(async { Err(Unavailable) })
    }
}

/// Good for a moment after it is bound.
struct Brief(Arc<CoarseClock>);

impl Policy<User> for Brief {
    fn bind<'a>(&'a self, _: &'a User, _: Tenant<'a>) -> Binds<'a, User> {
        self.0.tick();
        // Half a second is the most that the clock may lag, so the binding ends so much earlier.
        let freshness = self.0.fresh(Instant::now(), Duration::from_millis(550));
        Box::pin(async { Ok(Binding::new(Words::of_code(), freshness)) })
    }
}

async fn view(view: Option<Allowed<ViewItem>>) -> String {
    view.is_some().to_string()
}

async fn result(view: Result<Allowed<ViewItem>, Error>) -> String {
    view.is_ok().to_string()
}

async fn ask(ask: Option<Ask<PostItem>>) -> String {
    if let Some(ask) = &ask {
        ask.nothing_to_check("a test");
    }
    ask.is_some().to_string()
}

async fn list(list: Option<Scoped<EditItem>>) -> String {
    if let Some(Scoped(scope)) = &list {
        scope.nothing_to_list("a test");
    }
    list.is_some().to_string()
}

async fn peek(_: Allowed<Peek>) -> String {
    "seen".into()
}

async fn optional_peek(peek: Option<Allowed<Peek>>) -> String {
    peek.is_some().to_string()
}

/// Loads by itself.
async fn ask_to_peek(ask: Ask<Peek>, item: Item) -> Result<String, Refusal> {
    ask.check(Peek, &item).map(|_| "seen".into())
}

fn all_routes(config: &mut ServiceConfig) {
    routes(config);
    config
        .route("/optional/view", get(unguarded("a test", view)))
        .route("/optional/result", get(unguarded("a test", result)))
        .route("/optional/ask", get(unguarded("a test", ask)))
        .route("/optional/list", get(unguarded("a test", list)))
        .route("/optional/peek", get(unguarded("a test", optional_peek)))
        .route("/peek", get(peek))
        .route("/ask/peek", get(ask_to_peek));
}

/// Those that ask for an action.
const PATHS: [&str; 11] = [
    "/view",
    "/edit",
    "/option",
    "/ask",
    "/list",
    "/optional/view",
    "/optional/result",
    "/optional/ask",
    "/optional/list",
    "/optional/peek",
    "/peek",
];

#[actix_web::test]
async fn a_policy_that_is_unavailable_is_503_and_never_a_denial() {
    let office = Office::of(Authorizer::builder().policy(Away));
    let credential = Credential::of(User::seller(7));
    for path in PATHS.into_iter().chain(["/ask/peek"]) {
        let (status, _) = answer(&office, all_routes, path, &credential).await;
        assert_eq!(status, 503, "{path}");
    }
    assert_eq!(office.items_loaded(), 0, "nothing is loaded before");

    // Without a policy each of them answers.
    let office = Office::new();
    for path in PATHS {
        let (status, text) = answer(&office, all_routes, path, &credential).await;
        let optional = path.starts_with("/optional/");
        assert_eq!((status, text == "true"), (200, optional), "{path}");
    }
}

#[actix_web::test]
async fn a_policy_that_goes_stale_while_a_context_is_loaded_is_503_and_never_a_denial() {
    let clock = Arc::new(CoarseClock::new());
    let office = Office::of(Authorizer::builder().policy(Brief(Arc::clone(&clock))));
    let credential = Credential::of(User::seller(7));
    let each = ["/view", "/option", "/optional/view", "/optional/result"];
    let hidden = ["/peek", "/optional/peek", "/ask/peek"];
    let paths = || each.into_iter().chain(hidden);
    for path in paths() {
        let (status, _) = answer(&office, all_routes, path, &credential).await;
        assert_eq!(status, 200, "{path}");
    }
    let loaded = office.items_loaded();
    office.meanwhile(move || {
        thread::sleep(Duration::from_millis(60));
        clock.tick();
    });
    for path in paths() {
        let (status, _) = answer(&office, all_routes, path, &credential).await;
        assert_eq!(status, 503, "{path}");
    }
    assert_eq!(office.items_loaded() - loaded, 7, "each was loaded");
}
