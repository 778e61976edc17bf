//! What becomes of a handler that asked for a check, or for a list query, and never made it.

#[path = "../../../permit-axum/tests/unchecked/log.rs"]
mod log;

use std::{cell::RefCell, convert::Infallible, future::ready, pin::Pin};

use actix_web::{
    Error, FromRequest, HttpRequest, HttpResponse, ResponseError,
    body::MessageBody,
    dev::{Payload, ServiceResponse},
    http::{Method, StatusCode, header},
    middleware::DefaultHeaders,
    test::init_service,
    web::{self, Bytes, Json},
};
use permit_actix::{
    Allowed, App, Ask, OnUnchecked, Refusal, Route, Scoped, ServiceConfig, get, guarded, head,
    post, resource, scope, unguarded,
};

use self::log::Log;
use crate::app::{Answer, EditItem, Item, Shop, Transfer, ViewItem};

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

/// An extractor of an application that wraps a guard.
struct Wrapped(#[expect(dead_code, reason = "it is never checked")] Ask<EditItem>);

impl FromRequest for Wrapped {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let ask = Ask::from_request(request, payload);
        Box::pin(async move { ask.await.map(Self) })
    }
}

/// Each leaves an `Ask` or a `Scoped` undone, and answers below 400.
fn faults() -> [(&'static str, fn() -> Route); 8] {
    [
        ("an extractor that wraps it", || {
            get(async |_: Allowed<ViewItem>, _: Wrapped| "done")
        }),
        ("as a second parameter", || {
            get(async |_: Allowed<ViewItem>, _: Ask<EditItem>| "done")
        }),
        ("a list as a second parameter", || {
            get(async |_: Allowed<ViewItem>, _: Scoped<ViewItem>| "done")
        }),
        ("within an option", || {
            get(async |_: Allowed<ViewItem>, _: Option<Ask<EditItem>>| "done")
        }),
        ("in an unguarded handler", || {
            get(unguarded("a test", async |_: Ask<EditItem>| "done"))
        }),
        ("only the principal is used", || {
            get(async |ask: Ask<EditItem>| format!("{:?}", ask.principal().subject().id))
        }),
        ("a scope in a log", || {
            get(async |Scoped(scope): Scoped<ViewItem>| format!("{scope:?} {:?}", scope.action()))
        }),
        ("one of two", || {
            get(async |one: Ask<EditItem>, _: Ask<Transfer>, item: Item| {
                one.check(EditItem, item).map(|_| "done")
            })
        }),
    ]
}

#[actix_web::test]
async fn each_parameter_that_is_left_undone_is_found_wherever_it_stands() {
    for (case, route) in faults() {
        let (answer, log) = ask(route(), OnUnchecked::Fail, Method::GET).await;
        assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{case}");
        assert_eq!(log.len(), 1, "{case}: {log:?}");
    }
}

thread_local! {
    static KEPT: RefCell<Option<Ask<EditItem>>> = const { RefCell::new(None) };
}

/// Sends the caller away.
#[derive(Debug)]
struct Elsewhere;

impl std::fmt::Display for Elsewhere {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("elsewhere")
    }
}

impl ResponseError for Elsewhere {
    fn status_code(&self) -> StatusCode {
        StatusCode::SEE_OTHER
    }
}

impl FromRequest for Elsewhere {
    type Error = Self;
    type Future = std::future::Ready<Result<Self, Self>>;

    fn from_request(_: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Err(Self))
    }
}

fn checks(ask: &Ask<EditItem>, item: Item) -> Result<&'static str, Refusal> {
    ask.check(EditItem, item).map(|_| "done")
}

/// Each is right: checked, said, not below 400, or alive.
fn right() -> [(&'static str, fn() -> Route, u16); 14] {
    [
        (
            "it is allowed",
            || get(async |ask: Ask<EditItem>, item: Item| checks(&ask, item)),
            200,
        ),
        (
            "it is denied, and the handler answers",
            || {
                get(async |ask: Ask<Transfer>| {
                    ask.check(Transfer { amount: 101 }, ()).is_err().to_string()
                })
            },
            200,
        ),
        (
            "there is nothing to check",
            || {
                get(async |ask: Ask<EditItem>| {
                    ask.nothing_to_check("an empty batch");
                    "done"
                })
            },
            200,
        ),
        (
            "there is nothing to list",
            || {
                get(async |Scoped(scope): Scoped<EditItem>| {
                    scope.nothing_to_list("a search for nothing");
                    "done"
                })
            },
            200,
        ),
        (
            "the extent is read",
            || get(async |Scoped(scope): Scoped<EditItem>| format!("{:?}", scope.extent())),
            200,
        ),
        (
            "the rows are admitted",
            || {
                get(async |Scoped(scope): Scoped<EditItem>, item: Item| {
                    scope.admit([&item]).unwrap().len().to_string()
                })
            },
            200,
        ),
        (
            "it is missing",
            || get(async |ask: Ask<EditItem>| Err::<&str, _>(ask.not_found())),
            404,
        ),
        (
            "it is not valid",
            || get(async |_: Ask<EditItem>| HttpResponse::UnprocessableEntity().finish()),
            422,
        ),
        (
            "it fails",
            || get(async |_: Ask<EditItem>| HttpResponse::InternalServerError().finish()),
            500,
        ),
        (
            "the body is not read",
            || get(async |_: Ask<EditItem>, _: Json<u64>| "not reached"),
            400,
        ),
        (
            "an extractor redirects, so the handler does not run",
            || get(async |_: Ask<EditItem>, _: Elsewhere| "not reached"),
            303,
        ),
        (
            "a task has it",
            || {
                get(async |ask: Ask<EditItem>| {
                    KEPT.set(Some(ask));
                    "done"
                })
            },
            200,
        ),
        (
            "the body has it",
            || {
                get(async |ask: Ask<EditItem>| {
                    let body = async move { Ok::<_, Infallible>(Bytes::from(format!("{ask:?}"))) };
                    HttpResponse::Ok().streaming(futures_util::stream::once(body))
                })
            },
            200,
        ),
        (
            "nothing is asked for",
            || get(async |_: Allowed<EditItem>, _: Option<Allowed<ViewItem>>| "done"),
            200,
        ),
    ]
}

#[actix_web::test]
async fn an_answer_that_needs_no_check_or_has_it_stays_as_it_is() {
    for (case, route, status) in right() {
        let (answer, log) = ask(route(), OnUnchecked::Explain, Method::GET).await;
        assert_eq!(answer.status.as_u16(), status, "{case}: {}", answer.text);
        assert_eq!(log, [""; 0], "{case}");
    }
}

fn everywhere(config: &mut ServiceConfig) {
    let lenient = scope("/a")
        .on_unchecked(OnUnchecked::Log)
        .route("/items/{id}", get(forgets));
    config
        .service(scope("/shop").service(lenient).service(marked))
        .service(resource("/all").head(forgets).to(forgets))
        .route("/head", head(forgets))
        .service(marked)
        .service_unguarded("a test", web::resource("/old").to(forgets))
        .default_service(get(forgets));
}

#[actix_web::test]
async fn what_is_outermost_says_what_becomes_of_an_answer_and_each_route_is_named_in_full() {
    for (method, path, handler, route) in [
        (
            Method::GET,
            "/shop/a/items/1",
            "forgets",
            "/shop/a/items/{id}",
        ),
        (Method::GET, "/shop/marked/1", "marked", "/shop/marked/{id}"),
        (Method::GET, "/marked/1", "marked", "/marked/{id}"),
        (Method::DELETE, "/all", "forgets", "/all"),
        (Method::HEAD, "/head", "forgets", "/head"),
        (Method::GET, "/nowhere", "forgets", "*"),
    ] {
        let (answer, log) = asked(everywhere, OnUnchecked::Fail, method.clone(), path).await;
        assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{path}");
        assert_eq!(log, [line(handler, method.as_str(), route)]);
    }
    let (answer, log) = asked(everywhere, OnUnchecked::Fail, Method::GET, "/old").await;
    assert_eq!(
        (answer.text.as_str(), log.len()),
        ("done", 0),
        "it is not watched"
    );
}

#[actix_web::test]
async fn a_scope_and_a_resource_in_an_application_of_actix_webs_own_finish_their_answers() {
    async fn allowed(_: Allowed<EditItem>) -> &'static str {
        "done"
    }
    let shop = Shop::default();
    let own = scope("/shop")
        .service(scope("/deep").route("/{id}", get(forgets)))
        .route("/allowed/{id}", get(allowed))
        .service(marked)
        .on_unchecked(OnUnchecked::Fail);
    let one = resource("/one/{id}")
        .get(forgets)
        .on_unchecked(OnUnchecked::Fail);
    let other = resource("/allowed/{id}").get(allowed);
    let no_store = DefaultHeaders::new().add((header::CACHE_CONTROL, "no-store"));
    let wrapped = scope("/wrapped")
        .route("/{id}", get(allowed))
        .wrap(no_store);
    let app = actix_web::App::new()
        .app_data(shop.clone())
        .app_data(shop.authenticator())
        .service(own)
        .service(one)
        .service(other)
        .service(wrapped);
    let service = init_service(app).await;
    for (path, handler, route) in [
        ("/shop/deep/1", "forgets", "/shop/deep/{id}"),
        ("/shop/marked/1", "marked", "/shop/marked/{id}"),
        ("/one/1", "forgets", "/one/{id}"),
    ] {
        let (answer, log) = logged(&shop, &service, Method::GET, path).await;
        assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{path}");
        assert_eq!(log, [line(handler, "GET", route)]);
    }
    for (path, expected) in [
        ("/shop/allowed/1", "private"),
        ("/allowed/1", "private"),
        ("/wrapped/1", "no-store"),
    ] {
        let (answer, log) = logged(&shop, &service, Method::GET, path).await;
        assert_eq!((answer.text.as_str(), log.len()), ("done", 0), "{path}");
        assert_eq!(answer.header(header::CACHE_CONTROL), expected, "{path}");
    }
}

#[actix_web::test]
async fn an_application_that_is_given_to_actix_web_finishes_its_answers() {
    let shop = Shop::default();
    let app = App::new()
        .app_data(shop.clone())
        .app_data(shop.authenticator())
        .route("/items/{id}", get(forgets))
        .route("/allowed/{id}", get(async |_: Allowed<EditItem>| "done"))
        .on_unchecked(OnUnchecked::Fail);
    let service = init_service(app.into_actix()).await;
    let (answer, log) = logged(&shop, &service, Method::GET, "/items/1").await;
    assert_eq!(answer.text, "Internal Server Error\n");
    assert_eq!(log, [line("forgets", "GET", "/items/{id}")]);
    let (answer, _) = logged(&shop, &service, Method::GET, "/allowed/1").await;
    assert_eq!(answer.header(header::CACHE_CONTROL), "private");
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
