//! A request in which somebody acts for its subject.

use std::sync::Arc;

use axum::{Extension, http::StatusCode};
use permit::{Consent, Principal};
use permit_axum::{Acting, Allowed, Router, Scoped, SignedIn, Who, get, unguarded};

use crate::app::{EditItem, Shop, User, ViewItem, status};

fn narrowed(keys: &'static [&'static str]) -> Extension<Acting<User>> {
    let consent = Arc::new(Consent::to(keys.iter().copied()));
    Extension(Acting::new(move |who: Principal<User>| {
        who.delegated(Consent::clone(&consent))
    }))
}

/// By the status, whether somebody acts for the subject.
fn said(who: &Principal<User>) -> StatusCode {
    if who.is_delegated() {
        StatusCode::ACCEPTED
    } else {
        StatusCode::OK
    }
}

fn routes() -> Router<Shop> {
    let show = async |Allowed(permit): Allowed<ViewItem>| permit.context().title.clone();
    let edit = async |Allowed(permit): Allowed<EditItem>| permit.context().title.clone();
    let list = async |Scoped(_): Scoped<EditItem>| "a list";
    // What is no guard sees the same principal.
    let who = async |Who(who): Who<User>| said(&who);
    let me = async |SignedIn(who): SignedIn<User>| said(&who);
    Router::new()
        .route("/items/{id}", get(show))
        .route("/items/{id}/edit", get(edit))
        .route("/items", get(list))
        .route("/who", get(unguarded("a test", who)))
        .route("/me", get(me))
}

#[tokio::test]
async fn each_guard_of_a_request_asks_the_principal_that_acts() {
    let shop = Shop::new();
    let themselves = routes().with_state(shop.clone());
    let reader = routes()
        .layer(narrowed(&["view_item"]))
        .with_state(shop.clone());
    for (path, of_themselves, of_reader) in [
        ("/items/1", StatusCode::OK, StatusCode::OK),
        ("/items/1/edit", StatusCode::OK, StatusCode::FORBIDDEN),
        ("/items", StatusCode::OK, StatusCode::FORBIDDEN),
        ("/who", StatusCode::OK, StatusCode::ACCEPTED),
        ("/me", StatusCode::OK, StatusCode::ACCEPTED),
    ] {
        assert_eq!(
            status(&themselves, path, "seller 7").await,
            of_themselves,
            "{path}"
        );
        assert_eq!(status(&reader, path, "seller 7").await, of_reader, "{path}");
    }
}

#[tokio::test]
async fn an_inner_router_with_an_authorizer_of_its_own_narrows_as_well() {
    let (outer, inner) = (Shop::new(), Shop::new());
    let guarded = async |SignedIn(_): SignedIn<User>| "outer";
    let router = Router::new()
        .route("/", get(guarded))
        .with_state::<()>(outer)
        .nest("/inner", routes().with_state(inner))
        .layer(narrowed(&["view_item"]))
        .with_state(());
    assert_eq!(
        status(&router, "/inner/items/1", "seller 7").await,
        StatusCode::OK
    );
    let refused = status(&router, "/inner/items/1/edit", "seller 7").await;
    assert_eq!(refused, StatusCode::FORBIDDEN);
}
