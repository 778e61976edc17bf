//! What becomes of a handler that asked for a check, or for a list query, and never made it.

#[path = "../../../permit-axum/tests/unchecked/log.rs"]
mod log;

mod handlers;
mod outermost;

use actix_web::{
    Error, HttpResponse,
    body::MessageBody,
    dev::ServiceResponse,
    http::{Method, StatusCode, header},
    test::init_service,
};
use permit_actix::{
    App, Ask, OnUnchecked, Route, Scoped, ServiceConfig, get, guarded, post, scope,
};

use self::{
    handlers::{faults, right},
    log::Log,
};
use crate::app::{Answer, EditItem, Shop, ViewItem};

/// The answer to seller 7 and the log, in an application of permit's with these routes.
async fn asked(
    routes: impl FnOnce(&mut ServiceConfig),
    on: OnUnchecked,
    method: Method,
    path: &str,
) -> (Answer, Vec<String>) {
    let shop = Shop::default();
    let app = App::new()
        .app_data(shop.clone())
        .app_data(shop.authenticator())
        .configure(routes)
        .on_unchecked(on);
    logged(&shop, &init_service(app).await, method, path).await
}

async fn logged<S, B>(shop: &Shop, service: &S, method: Method, path: &str) -> (Answer, Vec<String>)
where
    S: actix_web::dev::Service<actix_http::Request, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
{
    let log = Log::default();
    let _until_the_end = tracing::subscriber::set_default(log.clone());
    let answer = shop.ask(method, path, "seller 7").of(service).await;
    (answer, log.lines())
}

async fn ask(route: Route, on: OnUnchecked, method: Method) -> (Answer, Vec<String>) {
    let routes = |config: &mut ServiceConfig| {
        config.service(scope("/items").route("/{id}", route));
    };
    asked(routes, on, method, "/items/1").await
}

async fn forgets(_: Ask<EditItem>) -> &'static str {
    "done"
}

async fn lists_all(_: Scoped<ViewItem>) -> &'static str {
    "all items"
}

async fn redirects(_: Ask<EditItem>) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, "/"))
        .finish()
}

#[guarded]
#[actix_web::get("/marked/{id}", name = "another name")]
async fn marked(_: Ask<EditItem>) -> &'static str {
    "done"
}

fn line(handler: &str, method: &str, path: &str) -> String {
    format!(
        "permit::unchecked action=\"edit_item\" guard=\"asks\" handler=\"guard::unchecked::{handler}\" \
         method=\"{method}\" path=\"{path}\" status=200"
    )
}

#[actix_web::test]
async fn an_ask_that_is_never_checked_turns_the_answer_into_a_500_that_names_the_handler() {
    let (answer, log) = ask(get(forgets), OnUnchecked::Explain, Method::GET).await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    let place = "(permit-actix/tests/unchecked/mod.rs:";
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
    assert_eq!(log, [line("forgets", "GET", "/items/{id}")]);
}

#[actix_web::test]
async fn a_scope_in_no_query_and_a_redirect_without_its_check_are_found_as_well() {
    let (answer, log) = ask(get(lists_all), OnUnchecked::Explain, Method::GET).await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(answer.text.contains("lists `view_item`"), "{}", answer.text);
    assert!(log[0].contains("guard=\"lists\""), "{log:?}");
    let (answer, log) = ask(post(redirects), OnUnchecked::Explain, Method::POST).await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(log[0].ends_with("status=303"), "{log:?}");
}

#[actix_web::test]
async fn the_caller_is_told_nothing_or_gets_the_answer_if_the_application_says_so() {
    let expected = [line("forgets", "GET", "/items/{id}")];
    let (answer, log) = ask(get(forgets), OnUnchecked::Fail, Method::GET).await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(answer.text, "Internal Server Error\n");
    assert_eq!(log, expected);
    let (answer, log) = ask(get(forgets), OnUnchecked::Log, Method::GET).await;
    assert_eq!(
        (answer.status, answer.text.as_str()),
        (StatusCode::OK, "done")
    );
    assert_eq!(answer.header(header::CACHE_CONTROL), "private");
    assert_eq!(log, expected);
}

#[actix_web::test]
async fn a_build_with_debug_assertions_fails_without_a_setting() {
    let expected = if cfg!(debug_assertions) { 500 } else { 200 };
    let answer = Shop::default().get("/items/1", "seller 7").at(|config| {
        config.route("/items/{id}", get(forgets));
    });
    assert_eq!(answer.await.status.as_u16(), expected);
}

#[actix_web::test]
async fn each_parameter_that_is_left_undone_is_found_wherever_it_stands() {
    for (case, route) in faults() {
        let (answer, log) = ask(route, OnUnchecked::Fail, Method::GET).await;
        assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{case}");
        assert_eq!(log.len(), 1, "{case}: {log:?}");
    }
}

#[actix_web::test]
async fn an_answer_that_needs_no_check_or_has_it_stays_as_it_is() {
    for ((case, route), status) in right() {
        let (answer, log) = ask(route, OnUnchecked::Explain, Method::GET).await;
        assert_eq!(answer.status.as_u16(), status, "{case}: {}", answer.text);
        assert_eq!(log, [""; 0], "{case}");
    }
}

#[actix_web::test]
#[should_panic(expected = "give the reason why this needs no permission")]
async fn an_empty_reason_to_check_nothing_is_no_reason() {
    let empty = async |ask: Ask<EditItem>| {
        ask.nothing_to_check(" ");
        "not reached"
    };
    ask(get(empty), OnUnchecked::Log, Method::GET).await;
}

#[actix_web::test]
#[should_panic(expected = "give the reason why this needs no permission")]
async fn an_empty_reason_to_list_nothing_is_no_reason() {
    let empty = async |Scoped(scope): Scoped<EditItem>| {
        scope.nothing_to_list("");
        "not reached"
    };
    ask(get(empty), OnUnchecked::Log, Method::GET).await;
}
