//! What becomes of a handler that asked for a check, or for a list query, and never made it.

#![expect(clippy::unwrap_used, reason = "a test that cannot continue panics")]

mod log;

use std::convert::Infallible;

use axum::{
    Json,
    body::Body,
    extract::{FromRequestParts, Request, State},
    http::{StatusCode, header, request::Parts},
    middleware::map_response,
    response::{IntoResponse, Redirect, Response},
};
use permit_axum::{
    Allowed, Ask, MethodRouter, OnUnchecked, Refusal, Router, Scoped, any, get, head, post,
    unguarded,
};
use tracing::instrument::WithSubscriber;

use self::log::Log;
use crate::app::{self, Answer, EditItem, Item, Shop, Transfer, ViewItem};

/// Serves `handlers` at `/items/{id}`, as seller 7, and returns the answer and the log.
async fn ask(handlers: MethodRouter<Shop>, on: OnUnchecked, method: &str) -> (Answer, Vec<String>) {
    let router = Router::new()
        .route("/items/{id}", handlers)
        .on_unchecked(on)
        .with_state(Shop::new());
    requested(&router, method, "/items/1").await
}

async fn requested(router: &Router, method: &str, path: &str) -> (Answer, Vec<String>) {
    let log = Log::default();
    let request = Request::builder().method(method).uri(path);
    let request = request.header(header::COOKIE, "seller 7");
    let request = request.body(Body::from("7")).unwrap();
    let answer = app::send(router, request).with_subscriber(log.clone());
    let answer = answer.await;
    (answer, log.lines())
}

async fn forgets(_: Ask<EditItem>) -> &'static str {
    "done"
}

async fn lists_all(_: Scoped<ViewItem>) -> &'static str {
    "all items"
}

async fn redirects(_: Ask<EditItem>) -> Redirect {
    Redirect::to("/")
}

const FORGETS: &str = "permit::unchecked action=\"edit_item\" guard=\"asks\" \
     handler=\"guard::unchecked::forgets\" method=\"GET\" path=\"/items/{id}\" status=200";

#[tokio::test]
async fn an_ask_that_is_never_checked_turns_the_answer_into_a_500_that_names_the_handler() {
    let (answer, log) = ask(get(forgets), OnUnchecked::Explain, "GET").await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    let place = "(permit-axum/tests/unchecked/mod.rs:";
    let (before, after) = answer.text.split_once(place).unwrap();
    assert_eq!(
        before,
        "GET /items/{id}: handler `guard::unchecked::forgets` "
    );
    let (_, after) = after.split_once(')').unwrap();
    assert_eq!(
        after,
        " answered 200\n  it asks `edit_item` and never checks it; \
         if that is right, say `ask.nothing_to_check(\"why\")`\n"
    );
    assert_eq!(answer.header(header::CACHE_CONTROL), "no-store");
    assert_eq!(log, [FORGETS]);
}

#[tokio::test]
async fn a_scope_in_no_query_and_a_redirect_without_its_check_are_found_as_well() {
    let (answer, log) = ask(get(lists_all), OnUnchecked::Explain, "GET").await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(answer.text.contains("lists `view_item`"), "{}", answer.text);
    assert_eq!(
        log,
        [
            "permit::unchecked action=\"view_item\" guard=\"lists\" handler=\"guard::unchecked::lists_all\" \
             method=\"GET\" path=\"/items/{id}\" status=200"
        ]
    );
    let (answer, log) = ask(post(redirects), OnUnchecked::Explain, "POST").await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(log[0].ends_with("status=303"), "{log:?}");
}

#[tokio::test]
async fn the_caller_is_told_nothing_or_gets_the_answer_if_the_application_says_so() {
    let (answer, log) = ask(get(forgets), OnUnchecked::Fail, "GET").await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(answer.text, "Internal Server Error\n");
    assert_eq!(log, [FORGETS]);
    let (answer, log) = ask(get(forgets), OnUnchecked::Log, "GET").await;
    assert_eq!(
        (answer.status, answer.text.as_str()),
        (StatusCode::OK, "done")
    );
    assert_eq!(answer.header(header::CACHE_CONTROL), "private");
    assert_eq!(log, [FORGETS]);
}

#[tokio::test]
async fn a_build_with_debug_assertions_fails_without_a_setting() {
    let router = Router::new().route("/items/{id}", get(forgets));
    let router = router.with_state(Shop::new());
    let expected = if cfg!(debug_assertions) { 500 } else { 200 };
    for router in [
        router.clone(),
        Router::new().merge_unguarded("a test", router.into_axum()),
    ] {
        let answer = app::status(&router, "/items/1", "seller 7").await;
        assert_eq!(answer.as_u16(), expected);
    }
}

/// An extractor of an application that wraps a guard.
struct Wrapped(#[expect(dead_code, reason = "it is never checked")] Ask<EditItem>);

impl FromRequestParts<Shop> for Wrapped {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, shop: &Shop) -> Result<Self, Refusal> {
        Ask::from_request_parts(parts, shop).await.map(Self)
    }
}

/// Each leaves an `Ask` or a `Scoped` undone, and answers below 400.
fn faults() -> [(&'static str, MethodRouter<Shop>); 9] {
    let wrapped = async |_: Allowed<ViewItem>, _: Wrapped| "done";
    let later = async |_: Allowed<ViewItem>, _: Ask<EditItem>| "done";
    let list_later = async |_: Allowed<ViewItem>, _: Scoped<ViewItem>| "done";
    let tried = async |_: Allowed<ViewItem>, _: Result<Ask<EditItem>, Refusal>| "done";
    let in_unguarded = async |_: Ask<EditItem>| "done";
    let principal = async |ask: Ask<EditItem>| format!("{:?}", ask.principal().subject().id);
    let names = async |Scoped(scope): Scoped<ViewItem>| format!("{scope:?} {:?}", scope.action());
    let one_of_two = async |one: Ask<EditItem>, _: Ask<Transfer>, item: Item| {
        one.check(EditItem, item).map(|_| "done")
    };
    let at_once = |_: Ask<EditItem>| std::future::ready("done");
    [
        ("an extractor that wraps it", get(wrapped)),
        ("as a second parameter", get(later)),
        ("a list as a second parameter", get(list_later)),
        ("within a result", get(tried)),
        (
            "in an unguarded handler",
            get(unguarded("a test", in_unguarded)),
        ),
        ("only the principal is used", get(principal)),
        ("a scope in a log", get(names)),
        ("one of two", get(one_of_two)),
        ("a future that does not hold it", get(at_once)),
    ]
}

#[tokio::test]
async fn each_parameter_that_is_left_undone_is_found_wherever_it_stands() {
    for (case, handlers) in faults() {
        for method in ["GET", "HEAD"] {
            let (answer, log) = ask(handlers.clone(), OnUnchecked::Fail, method).await;
            assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{case}");
            assert_eq!(log.len(), 1, "{case}: {log:?}");
        }
    }
}

/// Each is right: checked, said, not below 400, or alive.
fn right() -> [(&'static str, MethodRouter<Shop>, u16); 15] {
    let allowed = async |ask: Ask<EditItem>, item: Item| ask.check(EditItem, item).map(|_| "done");
    let denied = async |ask: Ask<Transfer>| {
        let refused = ask.check(Transfer { amount: 101 }, ()).is_err();
        refused.to_string()
    };
    let empty = async |ask: Ask<EditItem>| ask.nothing_to_check("an empty batch");
    let none =
        async |Scoped(scope): Scoped<EditItem>| scope.nothing_to_list("a search for nothing");
    let extent = async |Scoped(scope): Scoped<EditItem>| format!("{:?}", scope.extent());
    let admitted = async |Scoped(scope): Scoped<EditItem>, item: Item| {
        scope
            .admit([&item])
            .map(|permits| permits.len().to_string())
            .unwrap()
    };
    let missing = async |ask: Ask<EditItem>| ask.not_found();
    let invalid = async |_: Ask<EditItem>| StatusCode::UNPROCESSABLE_ENTITY;
    let failed = async |_: Ask<EditItem>| StatusCode::INTERNAL_SERVER_ERROR;
    let unread = async |_: Ask<EditItem>, _: Json<u64>| "not reached";
    let elsewhere = async |_: Ask<EditItem>, _: Elsewhere| "not reached";
    let spawned = async |ask: Ask<EditItem>| {
        tokio::spawn(async move {
            std::future::pending::<()>().await;
            drop(ask);
        });
    };
    let streamed = async |ask: Ask<EditItem>| {
        let body = async move { Ok::<_, Infallible>(format!("{ask:?}")) };
        let stream = futures_util::stream::once(body);
        Body::from_stream(stream)
    };
    let helper = async |ask: Ask<EditItem>, item: Item| checks(&ask, item);
    let guarded = async |_: Allowed<EditItem>, _: Option<Allowed<ViewItem>>| "done";
    [
        ("it is allowed", get(allowed), 200),
        ("it is denied, and the handler answers", get(denied), 200),
        ("there is nothing to check", get(empty), 200),
        ("there is nothing to list", get(none), 200),
        ("the extent is read", get(extent), 200),
        ("the rows are admitted", get(admitted), 200),
        ("it is missing", get(missing), 404),
        ("it is not valid", get(invalid), 422),
        ("it fails", get(failed), 500),
        ("the body is not read", get(unread), 415),
        (
            "an extractor redirects, so the handler does not run",
            get(elsewhere),
            303,
        ),
        ("a task has it", get(spawned), 200),
        ("the body has it", get(streamed), 200),
        ("a function checks it", get(helper), 200),
        ("nothing is asked for", get(guarded), 200),
    ]
}

fn checks(ask: &Ask<EditItem>, item: Item) -> Result<&'static str, Refusal> {
    ask.check(EditItem, item).map(|_| "done")
}

/// An extractor that sends the caller away.
struct Elsewhere;

impl FromRequestParts<Shop> for Elsewhere {
    type Rejection = Redirect;

    async fn from_request_parts(_: &mut Parts, _: &Shop) -> Result<Self, Redirect> {
        Err(Redirect::to("/choose"))
    }
}

#[tokio::test]
async fn an_answer_that_needs_no_check_or_has_it_stays_as_it_is() {
    for (case, handlers, status) in right() {
        let (answer, log) = ask(handlers, OnUnchecked::Explain, "GET").await;
        assert_eq!(answer.status.as_u16(), status, "{case}: {}", answer.text);
        assert_eq!(log, [""; 0], "{case}");
    }
}

#[tokio::test]
async fn the_outermost_router_says_what_becomes_of_an_answer_and_each_route_is_named_in_full() {
    async fn opaque(_: Ask<EditItem>) -> &'static str {
        "not watched"
    }
    let lenient = || Router::new().on_unchecked(OnUnchecked::Log);
    let plain = axum::Router::new().route("/items", axum::routing::get(opaque));
    let inner = lenient().route("/items/{id}", get(forgets));
    let router = Router::new()
        .nest("/shop", lenient().nest("/a", inner))
        .merge(lenient().route(
            "/all",
            any(forgets).layer(map_response(async |one: Response| one)),
        ))
        .route("/head", head(forgets))
        .nest_unguarded("/old", "it is moved over", plain)
        .fallback(forgets)
        .on_unchecked(OnUnchecked::Fail)
        .with_state(Shop::new());
    for (method, path, route) in [
        ("GET", "/shop/a/items/1", "/shop/a/items/{id}"),
        ("DELETE", "/all", "/all"),
        ("HEAD", "/head", "/head"),
        ("GET", "/nowhere", "*"),
    ] {
        let (answer, log) = requested(&router, method, path).await;
        assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{path}");
        let expected = format!(
            "permit::unchecked action=\"edit_item\" guard=\"asks\" handler=\"guard::unchecked::forgets\" \
             method=\"{method}\" path=\"{route}\" status=200"
        );
        assert_eq!(log, [expected]);
    }
    let (answer, log) = requested(&router, "GET", "/old/items").await;
    assert_eq!((answer.text.as_str(), log.len()), ("not watched", 0));
}

#[tokio::test]
async fn a_router_that_is_served_or_given_to_axum_replaces_the_answer_too() {
    let routes = Router::new().route("/items/{id}", get(forgets));
    let router = routes
        .on_unchecked(OnUnchecked::Fail)
        .with_state(Shop::new());
    let axum = axum::Router::new().merge(router.clone().into_axum());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, router).into_future());
    let served = app::over_tcp(address, "/items/1", "seller 7").await;
    assert!(served.starts_with("HTTP/1.1 500"), "{served}");
    let through: Router = Router::new().merge_unguarded("a test", axum);
    let status = app::status(&through, "/items/1", "seller 7").await;
    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
}

#[tokio::test]
async fn a_layer_that_makes_an_answer_anew_does_not_silence_the_log() {
    let anew = map_response(async |answer: Response| answer.status().into_response());
    let routes = Router::new().route("/items/{id}", get(forgets)).layer(anew);
    let router = routes
        .on_unchecked(OnUnchecked::Fail)
        .with_state(Shop::new());
    let (answer, log) = requested(&router, "GET", "/items/1").await;
    assert_eq!(
        (answer.status, log),
        (StatusCode::OK, vec![FORGETS.to_owned()])
    );
}

#[tokio::test]
async fn an_empty_reason_is_no_reason() {
    async fn empty(ask: Ask<EditItem>, State(_): State<Shop>) {
        ask.nothing_to_check(" ");
    }
    async fn none(Scoped(scope): Scoped<EditItem>) {
        scope.nothing_to_list("");
    }
    for handlers in [get(empty), get(none)] {
        let panicked = tokio::spawn(async { ask(handlers, OnUnchecked::Log, "GET").await });
        assert!(panicked.await.is_err_and(|error| error.is_panic()));
    }
}
