//! Handlers that leave an `Ask` or a `Scoped` undone, and handlers that are right.

use std::{cell::RefCell, convert::Infallible, future::ready, pin::Pin};

use actix_web::{
    Error, FromRequest, HttpRequest, HttpResponse, ResponseError,
    dev::Payload,
    http::StatusCode,
    web::{Bytes, Json},
};
use permit_actix::{Allowed, Ask, Refusal, Route, Scoped, get, unguarded};

use crate::app::{EditItem, Item, Transfer, ViewItem};

type Said = &'static str;

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

async fn wraps(_: Allowed<ViewItem>, _: Wrapped) -> Said {
    "done"
}

async fn second(_: Allowed<ViewItem>, _: Ask<EditItem>) -> Said {
    "done"
}

async fn second_list(_: Allowed<ViewItem>, _: Scoped<ViewItem>) -> Said {
    "done"
}

async fn optional(_: Allowed<ViewItem>, _: Option<Ask<EditItem>>) -> Said {
    "done"
}

async fn alone(_: Ask<EditItem>) -> Said {
    "done"
}

async fn principal(ask: Ask<EditItem>) -> String {
    format!("{:?}", ask.principal().subject().id)
}

async fn logs(Scoped(scope): Scoped<ViewItem>) -> String {
    format!("{scope:?} {:?}", scope.action())
}

async fn one_of_two(one: Ask<EditItem>, _: Ask<Transfer>, item: Item) -> Result<Said, Refusal> {
    checks(&one, item)
}

/// A handler, and how it is called in a failing test.
pub(super) type Case = (&'static str, Route);

/// Each leaves an `Ask` or a `Scoped` undone, and answers below 400.
pub(super) fn faults() -> [Case; 8] {
    [
        ("an extractor that wraps it", get(wraps)),
        ("as a second parameter", get(second)),
        ("a list as a second parameter", get(second_list)),
        ("within an option", get(optional)),
        ("in an unguarded handler", get(unguarded("a test", alone))),
        ("only the principal is used", get(principal)),
        ("a scope in a log", get(logs)),
        ("one of two", get(one_of_two)),
    ]
}

fn checks(ask: &Ask<EditItem>, item: Item) -> Result<Said, Refusal> {
    ask.check(EditItem, item).map(|_| "done")
}

async fn allowed(ask: Ask<EditItem>, item: Item) -> Result<Said, Refusal> {
    checks(&ask, item)
}

async fn denied(ask: Ask<Transfer>) -> String {
    let checked = ask.check(Transfer { amount: 101 }, ());
    checked.is_err().to_string()
}

async fn nothing_to_check(ask: Ask<EditItem>) -> Said {
    ask.nothing_to_check("an empty batch");
    "done"
}

async fn nothing_to_list(Scoped(scope): Scoped<EditItem>) -> Said {
    scope.nothing_to_list("a search for nothing");
    "done"
}

async fn extent(Scoped(scope): Scoped<EditItem>) -> String {
    format!("{:?}", scope.extent())
}

async fn admits(Scoped(scope): Scoped<EditItem>, item: Item) -> Result<String, Refusal> {
    Ok(scope.admit([&item])?.len().to_string())
}

async fn missing(ask: Ask<EditItem>) -> Result<Said, Refusal> {
    Err(ask.not_found())
}

async fn invalid(_: Ask<EditItem>) -> HttpResponse {
    HttpResponse::UnprocessableEntity().finish()
}

async fn fails(_: Ask<EditItem>) -> HttpResponse {
    HttpResponse::InternalServerError().finish()
}

async fn unread(_: Ask<EditItem>, _: Json<u64>) -> Said {
    "not reached"
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

async fn elsewhere(_: Ask<EditItem>, _: Elsewhere) -> Said {
    "not reached"
}

async fn keeps(ask: Ask<EditItem>) -> Said {
    KEPT.set(Some(ask));
    "done"
}

async fn streams(ask: Ask<EditItem>) -> HttpResponse {
    let body = async move { Ok::<_, Infallible>(Bytes::from(format!("{ask:?}"))) };
    HttpResponse::Ok().streaming(futures_util::stream::once(body))
}

async fn guarded(_: Allowed<EditItem>, _: Option<Allowed<ViewItem>>) -> Said {
    "done"
}

/// Each is right: checked, said, not below 400, or alive.
pub(super) fn right() -> [(Case, u16); 14] {
    [
        (("it is allowed", get(allowed)), 200),
        (("it is denied, and the handler answers", get(denied)), 200),
        (("there is nothing to check", get(nothing_to_check)), 200),
        (("there is nothing to list", get(nothing_to_list)), 200),
        (("the extent is read", get(extent)), 200),
        (("the rows are admitted", get(admits)), 200),
        (("it is missing", get(missing)), 404),
        (("it is not valid", get(invalid)), 422),
        (("it fails", get(fails)), 500),
        (("the body is not read", get(unread)), 400),
        (("an extractor redirects", get(elsewhere)), 303),
        (("a task has it", get(keeps)), 200),
        (("the body has it", get(streams)), 200),
        (("nothing is asked for", get(guarded)), 200),
    ]
}
