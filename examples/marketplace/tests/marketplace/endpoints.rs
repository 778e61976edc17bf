//! Every action, requested over HTTP by every user type, on their own rows and on those of others.
//! The core is tested on actix-web as well, with the same cases.

use std::collections::BTreeSet;

use marketplace::{
    domain::User,
    permissions::{TransferFunds, items::EditItem},
};
use permit::{Permissions, catalogue::Table, testing::Recorder};
use permit_axum::RouteInfo;
use reqwest::{Method, StatusCode};

use crate::{
    cases::{CASES, Case, On},
    stage::{ALL_FLAGS, PEOPLE, Stage},
};

/// The endpoints that list. The database decides about their rows, so the process checks none.
const LISTS: [&str; 4] = ["GET /", "GET /orders", "GET /api/items", "GET /api/orders"];

/// Asserts that the first check for an answer was of the action of the case, and had the same
/// result as the answer.
fn assert_decided(recorder: &Recorder, case: &Case, answer: StatusCode, about: &str) {
    let refused = answer.is_client_error();
    let first = recorder.checks().into_iter().next();
    assert_eq!(first, Some((case.action, !refused)), "{about}");
}

/// Sends every request of the cases, and returns their number. With a recorder it also checks the
/// decisions.
async fn ask<'c>(
    stage: &Stage,
    recorder: Option<&Recorder>,
    cases: impl IntoIterator<Item = &'c Case>,
) -> u32 {
    let before = stage.content().await;
    let mut asked = 0;
    for case in cases {
        for ((name, person), expected) in PEOPLE.into_iter().zip(case.answers) {
            if expected == 0 {
                let owns_nothing = person == 0 && matches!(case.on, On::Own(_));
                assert!(owns_nothing, "{}", case.endpoint);
                continue;
            }
            let (path, method) = (case.path(person), case.method());
            stage.recorder.clear();
            let answer = stage.send(person, method.clone(), &path, case.form).await;
            let about = format!("{name}: {method} {path} {}", case.form);
            let status = answer.status();
            assert_eq!(status.as_u16(), expected, "{about}");
            if let Some(recorder) = recorder.filter(|_| !LISTS.contains(&case.endpoint)) {
                assert_decided(recorder, case, status, &about);
            }
            let after = stage.content().await;
            if !method.is_safe() && !status.is_client_error() {
                assert_ne!(before, after, "{about}: allowed, but nothing changed");
                stage.reset().await;
                assert_eq!(before, stage.content().await, "{about}: cannot be undone");
            } else {
                assert_eq!(
                    before, after,
                    "{about}: refused or only read, but something changed"
                );
            }
            asked += 1;
        }
    }
    asked
}

/// Each guarded endpoint with its action, as a framework lists them.
fn guarded(routes: &[RouteInfo]) -> BTreeSet<(&'static str, String)> {
    let guarded = routes.iter().filter_map(|route| {
        let action = route.guard.action()?;
        Some((action, format!("{} {}", route.method, route.path)))
    });
    guarded.collect()
}

/// Each endpoint of the cases, with the action that it is expected to check.
fn asked<'c>(cases: impl IntoIterator<Item = &'c Case>) -> BTreeSet<(&'static str, String)> {
    let each = cases.into_iter();
    each.map(|case| (case.action, case.endpoint.to_owned()))
        .collect()
}

#[tokio::test]
async fn every_endpoint_answers_as_the_table_says_and_a_refusal_changes_nothing() {
    let stage = Stage::new().await;
    let asked = ask(&stage, Some(&stage.recorder), CASES).await;
    assert!(asked > 300, "only {asked} requests were sent");
}

#[tokio::test]
async fn on_actix_the_same_table_holds() {
    let stage = Stage::on_actix().await;
    let asked = ask(&stage, None, core()).await;
    assert!(asked > 150, "only {asked} requests were sent");
}

#[tokio::test]
async fn every_action_of_the_catalogue_and_every_guarded_endpoint_is_tested() {
    let actions: BTreeSet<_> = User::ACTIONS.iter().map(Table::key).collect();
    let of_cases: BTreeSet<_> = CASES.iter().map(|case| case.action).collect();
    let of_jobs = BTreeSet::from(OF_JOBS);
    assert_eq!(actions, &of_cases | &of_jobs);
    assert!(of_cases.is_disjoint(&of_jobs));
    let routes = marketplace::handlers::routes();
    assert_eq!(guarded(routes.routes()), asked(CASES));
}

/// The actions that only the marketplace's own jobs use. They have no endpoint; see
/// [`jobs`](crate::jobs).
const OF_JOBS: [&str; 1] = ["forget_app"];

/// The endpoints that exist on actix-web as well.
const CORE: [&str; 12] = [
    "GET /",
    "GET /items/{item}",
    "POST /items",
    "POST /items/{item}/edit",
    "POST /items/{item}/delete",
    "POST /items/{item}/buy",
    "GET /orders",
    "GET /orders/{order}",
    "POST /orders/{order}/refund",
    "GET /accounts/{account}",
    "POST /accounts/{account}/transfer",
    "GET /support",
];

fn core() -> impl Iterator<Item = &'static Case> {
    CASES.iter().filter(|case| CORE.contains(&case.endpoint))
}

#[test]
fn on_actix_every_guarded_endpoint_is_tested_by_the_same_cases() {
    let mut config = permit_actix::ServiceConfig::new();
    marketplace::actix::routes(&mut config);
    assert_eq!(guarded(config.routes()), asked(core()));
    let endpoints: BTreeSet<_> = core().map(|case| case.endpoint).collect();
    assert_eq!(endpoints.len(), CORE.len());
    let others: Vec<String> = config
        .routes()
        .iter()
        .filter(|route| route.guard.action().is_none())
        .map(|route| format!("{} {}: {:?}", route.method, route.path, route.guard))
        .collect();
    assert_eq!(
        others,
        [
            "GET /me/abilities: Unguarded(\"tells callers only what they may do themselves\")",
            "GET /script/{file}: Unguarded(\"the same for everyone, and not secret\")",
            "ANY *: Unguarded(\"there is nothing at this path\")",
        ]
    );
}

#[tokio::test]
async fn few_routes_are_not_guarded_by_an_action_and_each_says_why() {
    let routes = marketplace::handlers::routes();
    let others: Vec<String> = routes
        .routes()
        .iter()
        .filter(|route| route.guard.action().is_none())
        .map(|route| format!("{} {}: {:?}", route.method, route.path, route.guard))
        .collect();
    assert_eq!(
        others,
        [
            "GET /me/abilities: Unguarded(\"tells callers only what they may do themselves\")",
            "GET /login: Unguarded(\"everyone may sign in\")",
            "POST /login: Unguarded(\"everyone may sign in\")",
            "POST /logout: Unguarded(\"ends the caller's own session, also when permit refuses the caller\")",
            "POST /logout/everywhere: Unguarded(\"ends only the sessions of the account that signed in\")",
            "POST /impersonation/end: Unguarded(\"ends only what the caller's own session began, also when permit refuses the caller\")",
            "GET /style.css: Unguarded(\"the same for everyone, and not secret\")",
            "GET /icon.svg: Unguarded(\"the same for everyone, and not secret\")",
            "GET /script/{file}: Unguarded(\"the same for everyone, and not secret\")",
            "GET /openapi.json: Unguarded(\"describes the endpoints and contains no user's data\")",
            "ANY *: Unguarded(\"there is nothing at this path\")",
        ]
    );
}

#[tokio::test]
async fn without_its_flag_an_action_is_denied_to_everyone() {
    let stage = Stage::new().await;
    let flagged = [
        ("POST /items/{item}/price", "edit_listing_experiment"),
        ("GET /items/{item}/advice", "price_history_trial"),
        ("GET /items/{item}/advice", "price_advice_trial"),
    ];
    for (endpoint, flag) in flagged {
        let others: Vec<&str> = ALL_FLAGS
            .split('&')
            .filter(|tick| !tick.starts_with(flag))
            .collect();
        stage.set_flags(&others.join("&")).await;
        let before = stage.content().await;
        for case in CASES.iter().filter(|case| case.endpoint == endpoint) {
            for ((name, person), on) in PEOPLE.into_iter().zip(case.answers) {
                let answer = stage
                    .send(person, case.method(), &case.path(person), case.form)
                    .await;
                let expected = match on {
                    0 | 401 => 401,
                    _ => 403,
                };
                assert_eq!(
                    answer.status(),
                    expected,
                    "{name}: {endpoint} without {flag}"
                );
            }
        }
        assert_eq!(before, stage.content().await);
        stage.set_flags(ALL_FLAGS).await;
        let path = endpoint.split_once(' ').unwrap().1.replace("{item}", "102");
        let method = endpoint.split_once(' ').unwrap().0.parse().unwrap();
        let again = stage.send(2, method, &path, "price=9").await.status();
        assert!(
            again == 200 || again == 303,
            "{endpoint} with {flag}: {again}"
        );
        stage.reset().await;
    }
}

#[tokio::test]
async fn a_caller_who_may_not_is_refused_whatever_the_form_contains() {
    let stage = Stage::new().await;
    let nonsense = "title=&description=&price=free&amount=all&payee=7";
    let offer = r#"{"title": "", "price": "free", "listed": true}"#;
    let ask = async |person, method, path, sent| {
        stage.recorder.clear();
        let answer = stage.send(person, method, path, sent).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{path}");
    };
    ask(5, Method::POST, "/accounts/9/transfer", nonsense).await;
    stage.recorder.assert_checked::<TransferFunds>();
    ask(2, Method::POST, "/items/108/edit", nonsense).await;
    stage.recorder.assert_checked::<EditItem>();
    ask(2, Method::PUT, "/api/items/108", offer).await;
    stage.recorder.assert_checked::<EditItem>();
}
