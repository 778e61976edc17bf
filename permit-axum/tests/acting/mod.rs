//! Requests in which a third party acts for the subject.

use axum::{
    extract::Request,
    http::StatusCode,
    middleware::{Next, from_fn},
    response::Response,
};
use permit::{Consent, Principal};
use permit_axum::{Allowed, Router, Scoped, SignedIn, Who, get, narrow, unguarded};

use crate::app::{EditItem, Shop, User, ViewItem, status};

/// A layer of a third party that may view items only.
async fn viewing(mut request: Request, next: Next) -> Response {
    narrow::<User>(request.extensions_mut(), Consent::to(["view_item"]));
    next.run(request).await
}

/// A status that says whether a third party acts for the subject.
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
    let list = async |Scoped(scope): Scoped<EditItem>| format!("{:?}", scope.extent());
    // An extractor that is not a guard sees the same principal.
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
async fn each_guard_of_a_request_uses_the_principal_that_acts() {
    let shop = Shop::new();
    let user = routes().with_state(shop.clone());
    let third_party = routes().layer(from_fn(viewing)).with_state(shop.clone());
    for (path, of_user, of_third_party) in [
        ("/items/1", StatusCode::OK, StatusCode::OK),
        ("/items/1/edit", StatusCode::OK, StatusCode::FORBIDDEN),
        ("/items", StatusCode::OK, StatusCode::FORBIDDEN),
        ("/who", StatusCode::OK, StatusCode::ACCEPTED),
        ("/me", StatusCode::OK, StatusCode::ACCEPTED),
    ] {
        assert_eq!(status(&user, path, "seller 7").await, of_user, "{path}");
        assert_eq!(
            status(&third_party, path, "seller 7").await,
            of_third_party,
            "{path}"
        );
    }
}

#[tokio::test]
async fn an_inner_router_with_its_own_authorizer_is_narrowed_too() {
    let (outer, inner) = (Shop::new(), Shop::new());
    let guarded = async |SignedIn(_): SignedIn<User>| "outer";
    let router = Router::new()
        .route("/", get(guarded))
        .with_state::<()>(outer)
        .nest("/inner", routes().with_state(inner))
        .layer(from_fn(viewing))
        .with_state(());
    assert_eq!(
        status(&router, "/inner/items/1", "seller 7").await,
        StatusCode::OK
    );
    let refused = status(&router, "/inner/items/1/edit", "seller 7").await;
    assert_eq!(refused, StatusCode::FORBIDDEN);
}
