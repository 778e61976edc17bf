//! What `Scoped` gives to a list, and which callers it refuses.

use axum::http::StatusCode;
use permit::{
    Extent, Listed, Scope,
    filter::{Filter, FilterValue},
};
use permit_axum::{Guarded, Router, Scoped};

use crate::app::{EditItem, RecallItem, Shop, ViewItem, get, status};

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

fn router(shop: &Shop) -> Router {
    let view = async |Scoped(scope): Scoped<ViewItem>| shown(&scope);
    let edit = async |Scoped(scope): Scoped<EditItem>| shown(&scope);
    let recall = async |Scoped(scope): Scoped<RecallItem>| shown(&scope);
    Router::new()
        .route("/items", permit_axum::get(view))
        .route("/own", permit_axum::get(edit))
        .route("/recalls", permit_axum::get(recall))
        .with_state(shop.clone())
}

#[tokio::test]
async fn a_list_selects_the_items_on_which_the_caller_is_allowed() {
    let router = router(&Shop::new());
    let text = async |path, session| get(&router, path, session).await.text;
    assert_eq!(text("/items", "anonymous").await, "everything");
    assert_eq!(text("/own", "seller 7").await, "seller is 7");
    assert_eq!(text("/recalls", "seller 8").await, "everything");
}

#[tokio::test]
async fn a_caller_who_could_never_be_allowed_is_refused() {
    let shop = Shop::new();
    let router = router(&shop);
    assert_eq!(
        status(&router, "/own", "anonymous").await,
        StatusCode::UNAUTHORIZED
    );
    shop.suspend(7);
    assert_eq!(
        status(&router, "/own", "seller 7").await,
        StatusCode::UNAUTHORIZED
    );
    let outage = status(&router, "/items", "outage").await;
    assert_eq!(outage, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(shop.loaded(), 0, "a list loads no single item");
}

#[tokio::test]
async fn a_caller_who_is_allowed_on_no_item_now_gets_an_empty_list() {
    let answer = get(&router(&Shop::new()), "/recalls", "seller 7").await;
    assert_eq!(
        (answer.status, answer.text.as_str()),
        (StatusCode::OK, "nothing")
    );
}

#[test]
fn a_list_is_guarded_by_its_action() {
    let router = router(&Shop::new());
    let actions: Vec<_> = router.routes().iter().map(|route| route.guard).collect();
    let expected = ["view_item", "edit_item", "recall_item"].map(Guarded::Lists);
    assert_eq!(actions, expected);
}
