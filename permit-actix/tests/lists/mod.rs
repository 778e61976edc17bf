//! What `Scoped` gives to a list, and which callers it refuses.

use actix_web::{http::StatusCode, web::Bytes};
use permit::{
    Extent, Listed, Scope,
    filter::{Filter, FilterValue},
};
use permit_actix::{Guarded, Scoped, ServiceConfig, get, guarded, post, requires, resource, scope};

use crate::app::{EditItem, RecallItem, Shop, TryOut, ViewItem};

/// Stands in for a query.
fn shown<A: Listed>(scope: &Scope<A>) -> String {
    match scope.extent() {
        Extent::Nothing => "nothing".into(),
        Extent::Everything => "everything".into(),
        Extent::Where(Filter::Owner { column, id }) if *id == 7_u64.value() => {
            format!("{} is 7", column.name)
        }
        Extent::Where(other) => format!("{other:?}"),
    }
}

async fn view(Scoped(scope): Scoped<ViewItem>) -> String {
    shown(&scope)
}

async fn edit(Scoped(scope): Scoped<EditItem>) -> String {
    shown(&scope)
}

async fn recall(Scoped(scope): Scoped<RecallItem>) -> String {
    shown(&scope)
}

async fn try_out(Scoped(scope): Scoped<TryOut>) -> String {
    shown(&scope)
}

async fn import(Scoped(scope): Scoped<EditItem>, _: Bytes) -> String {
    shown(&scope)
}

#[guarded]
#[actix_web::get("/service")]
async fn service(Scoped(scope): Scoped<EditItem>) -> String {
    shown(&scope)
}

/// The list is of another action than the guard.
#[requires(ViewItem)]
async fn others(Scoped(scope): Scoped<EditItem>) -> String {
    shown(&scope)
}

fn lists(config: &mut ServiceConfig) {
    config
        .service(resource("/items").get(view))
        .service(scope("/own").route("", get(edit)).route("", post(import)))
        .route("/recalls", get(recall))
        .route("/trials", get(try_out))
        .service(service)
        .route("/others/{id}", get(others));
}

#[actix_web::test]
async fn a_list_selects_the_items_on_which_the_caller_is_allowed() {
    let shop = Shop::default();
    for (path, session, expected) in [
        ("/items", "anonymous", "everything"),
        ("/own", "seller 7", "seller is 7"),
        ("/service", "seller 7", "seller is 7"),
        ("/recalls", "seller 8", "everything"),
    ] {
        let answer = shop.get(path, session).at(lists).await;
        let seen = (answer.status, answer.text.as_str());
        assert_eq!(seen, (StatusCode::OK, expected), "{path} {session}");
    }
    assert_eq!(shop.items_loaded(), 0, "a list loads no single item");
}

#[actix_web::test]
async fn a_caller_who_could_never_be_allowed_is_refused() {
    let shop = Shop::default();
    for (path, session, expected) in [
        ("/own", "anonymous", StatusCode::UNAUTHORIZED),
        ("/service", "anonymous", StatusCode::UNAUTHORIZED),
        ("/trials", "seller 7", StatusCode::FORBIDDEN),
        ("/items", "outage", StatusCode::SERVICE_UNAVAILABLE),
    ] {
        let answer = shop.get(path, session).at(lists).await;
        assert_eq!(answer.status, expected, "{path} {session}");
    }
    let refused = shop.post("/own", "anonymous", "x").at(lists).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    assert_eq!(shop.body_polled(), 0, "nothing else is read");
}

#[actix_web::test]
async fn a_caller_who_is_allowed_on_no_item_now_gets_an_empty_list() {
    let answer = Shop::default().get("/recalls", "seller 7").at(lists).await;
    let seen = (answer.status, answer.text.as_str());
    assert_eq!(seen, (StatusCode::OK, "nothing"));
}

#[actix_web::test]
async fn a_list_behind_another_guard_still_refuses() {
    let shop = Shop::default();
    let answer = shop.get("/others/1", "seller 7").at(lists).await;
    assert_eq!(answer.text, "seller is 7");
    let refused = shop.get("/others/1", "anonymous").at(lists).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
}

#[test]
fn a_list_is_guarded_by_its_action() {
    let mut config = ServiceConfig::new();
    lists(&mut config);
    let listed = config
        .routes()
        .iter()
        .map(|route| (&*route.path, route.guard));
    let expected = [
        ("/items", Guarded::Lists("view_item")),
        ("/own", Guarded::Lists("edit_item")),
        ("/own", Guarded::Lists("edit_item")),
        ("/recalls", Guarded::Lists("recall_item")),
        ("/trials", Guarded::Lists("try_out")),
        ("/service", Guarded::Lists("edit_item")),
        ("/others/{id}", Guarded::Allows("view_item")),
    ];
    assert_eq!(listed.collect::<Vec<_>>(), expected);
}
