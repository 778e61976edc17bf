//! A policy that is not known now: 503, and never a denial or consent.

use core::time::Duration;
use std::{sync::Arc, thread, time::Instant};

use axum::http::{StatusCode, header};
use permit::{
    Authorizer, Consent, Subject,
    policy::{Binding, Binds, CoarseClock, Policy, Unavailable, Words},
    tenancy::Tenant,
};
use permit_axum::{Allowed, Router, get, requires, unguarded};

use crate::shop::{
    Answer, Credential, EXTRACTORS, EditItem, PeekItem, PostItem, Shop, User, later, routes, send,
    status,
};

/// A policy that is unavailable.
struct Outage;

impl Policy<User> for Outage {
    fn bind<'a>(&'a self, _: &'a User, _: Tenant<'a>) -> Binds<'a, User> {
        Box::pin(async { Err(Unavailable) })
    }
}

/// A policy that changes nothing, and is good for a time after it was bound.
#[derive(Clone)]
struct Known {
    clock: Arc<CoarseClock>,
    good: Duration,
}

impl Known {
    fn to(good: Duration) -> Self {
        Self {
            clock: Arc::default(),
            good,
        }
    }
}

/// The most that the coarse clock may lag. A binding is good for this much less.
const LAG: Duration = Duration::from_millis(500);

impl Policy<User> for Known {
    fn bind<'a>(&'a self, _: &'a User, _: Tenant<'a>) -> Binds<'a, User> {
        self.clock.tick();
        let fresh = self.clock.fresh(Instant::now(), self.good + LAG);
        let binding = Binding::new(Words::of_code(), fresh);
        Box::pin(async { Ok(binding) })
    }
}

fn with(policy: impl Policy<User>) -> Shop {
    Shop::with(Authorizer::builder().policy(policy))
}

/// The paths whose guards name an action.
const ASKS: [&str; 7] = [
    "/items/1",
    "/items/1/edit",
    "/items/1/peek",
    "/items/1/ask",
    "/mine",
    "/post",
    "/news",
];

fn assert_unavailable(answer: &Answer, case: &str) {
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{case}");
    let problem = answer.header(header::CONTENT_TYPE);
    assert_eq!(problem, "application/problem+json", "{case}");
    assert_eq!(answer.header(header::CACHE_CONTROL), "no-store", "{case}");
    assert!(
        answer
            .text
            .contains(r#""detail":"this cannot be decided now""#),
        "{case}: {}",
        answer.text
    );
}

/// Callers of each kind.
fn callers() -> [Option<Credential>; 5] {
    let none: [&str; 0] = [];
    [
        None,
        Some(User::seller(7).into()),
        Some(User::seller(8).into()),
        Some(Credential::Token(
            User::seller(7),
            Consent::to(["post_item"]),
        )),
        Some(Credential::Token(User::seller(7), Consent::to(none))),
    ]
}

#[tokio::test]
async fn an_unavailable_policy_is_503_by_every_guard_before_anything_is_loaded() {
    let shop = with(Outage);
    let router = routes().with_state(shop.clone());
    let mut refused = 0;
    for path in ASKS {
        for caller in callers() {
            let case = format!("{path} by {caller:?}");
            let answer = send(&router, path, caller).await;
            assert_unavailable(&answer, &case);
            refused += 1;
        }
    }
    assert_eq!(refused, 35);
    assert_eq!(shop.loaded(), 0);
}

#[tokio::test]
async fn a_policy_that_is_known_decides_as_the_code_does() {
    let known = routes().with_state(with(Known::to(Duration::from_secs(60))));
    let code = routes().with_state(Shop::new());
    let mut allowed = 0;
    for path in ASKS {
        for caller in callers() {
            let answer = send(&known, path, caller.clone()).await;
            assert_eq!(answer, send(&code, path, caller).await, "{path}");
            allowed += usize::from(answer.status == StatusCode::OK);
        }
    }
    assert!(allowed > 0);
}

async fn optional(_: Allowed<PostItem>, edit: Option<Allowed<EditItem>>) -> String {
    edit.is_some().to_string()
}

async fn only_optional(edit: Option<Allowed<EditItem>>, peek: Option<Allowed<PeekItem>>) -> String {
    (edit.is_some() && peek.is_some()).to_string()
}

#[requires(EditItem)]
async fn required() -> &'static str {
    "edited"
}

fn other_routes() -> Router<Shop> {
    Router::new()
        .route("/optional/{id}", get(optional))
        .route("/only/{id}", get(unguarded("a test", only_optional)))
        .route("/required/{id}", get(required))
}

#[tokio::test]
async fn an_optional_permit_is_503_and_not_none_when_the_policy_is_unavailable() {
    let shop = with(Outage);
    let router = other_routes().with_state(shop.clone());
    for path in ["/only/1", "/optional/1", "/required/1"] {
        for caller in callers() {
            let case = format!("{path} by {caller:?}");
            assert_unavailable(&send(&router, path, caller).await, &case);
        }
    }
    assert_eq!(shop.loaded(), 0);
    let router = other_routes().with_state(Shop::new());
    let seller = || Credential::from(User::seller(7));
    assert_eq!(send(&router, "/only/1", seller()).await.text, "true");
    assert_eq!(send(&router, "/optional/1", seller()).await.text, "true");
    assert_eq!(send(&router, "/only/1", None).await.text, "false");
}

/// A policy that becomes stale while an item is loaded: the coarse clock stands still until then.
fn stale_while_loading() -> Shop {
    let known = Known::to(Duration::from_millis(10));
    let clock = Arc::clone(&known.clock);
    with(known).loading(move || {
        thread::sleep(Duration::from_millis(30));
        clock.tick();
    })
}

#[tokio::test]
async fn a_policy_that_becomes_stale_while_the_context_is_loaded_is_503() {
    let shop = stale_while_loading();
    let router = routes().merge(other_routes()).with_state(shop.clone());
    let paths = [
        "/items/1",
        "/items/1/edit",
        "/items/1/peek",
        "/items/1/ask",
        "/only/1",
        "/optional/1",
        "/required/1",
    ];
    for (loaded, path) in paths.into_iter().enumerate() {
        let answer = send(&router, path, Credential::from(User::seller(7))).await;
        assert_unavailable(&answer, path);
        assert_eq!(shop.loaded(), loaded + 1, "{path}");
    }
    let missing = status(&router, "/items/9/edit", Credential::from(User::seller(7))).await;
    assert_eq!(missing, StatusCode::NOT_FOUND, "the loader answers first");
}

#[tokio::test]
async fn a_stale_policy_is_503_before_anything_is_loaded() {
    let shop = with(Known::to(Duration::ZERO));
    let router = routes().with_state(shop.clone());
    for path in ASKS {
        for caller in callers() {
            assert_unavailable(&send(&router, path, caller).await, path);
        }
    }
    assert_eq!(shop.loaded(), 0);
}

#[tokio::test]
async fn nothing_is_known_of_an_impersonation_when_the_policy_is_unavailable() {
    let router = routes().with_state(with(Outage));
    let mut refused = 0;
    for staff in [User::clerk(20), User::clerk(21), User::anonymous()] {
        for path in EXTRACTORS {
            let acting = Credential::ActingAs {
                staff,
                target: User::seller(7),
                until: later(),
            };
            let case = format!("{path} by {staff:?}");
            assert_unavailable(&send(&router, path, acting).await, &case);
            refused += 1;
        }
    }
    assert_eq!(refused, 15);
}

#[tokio::test]
async fn the_principal_of_any_caller_is_extracted_without_a_policy() {
    let router = routes().with_state(with(Outage));
    for caller in callers() {
        let answer = send(&router, "/who", caller).await;
        assert_eq!(answer.status, StatusCode::OK);
    }
}
