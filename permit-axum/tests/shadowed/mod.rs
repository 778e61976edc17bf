//! A router of axum's own never answers in the place of a guarded route, whatever the order in which they
//! are written.

use std::panic::{AssertUnwindSafe, catch_unwind};

use axum::{
    body::Body,
    http::{StatusCode, header},
    routing::{any, get_service, post},
};
use permit_axum::{Allowed, Router, get};

use crate::app::{self, EditItem, Shop};

async fn edit(_: Allowed<EditItem>) -> &'static str {
    "edited"
}

async fn open() -> &'static str {
    "open"
}

/// Adds an opaque router.
type Adds = fn(Router<Shop>) -> Router<Shop>;

/// Each answers all or most of the paths, and a path that it answers.
fn opaque() -> [(Adds, &'static str); 6] {
    [
        (
            |routes| routes.merge_unguarded("a test", axum::Router::new().fallback(open)),
            "/other",
        ),
        (
            |routes| {
                let all = axum::Router::new().route("/{*rest}", any(open));
                routes.merge_unguarded("a test", all)
            },
            "/other",
        ),
        (
            |routes| {
                let all = axum::Router::new().route("/{id}/{*rest}", get_service(any(open)));
                routes.nest_unguarded("/items", "a test", all)
            },
            "/items/1/other",
        ),
        (
            |routes| {
                let all = axum::Router::new().fallback_service(any(open));
                routes.nest_unguarded("/items", "a test", all)
            },
            "/items/1/other",
        ),
        (
            |routes| {
                let other = axum::Router::new().route_service("/items/{id}/other", any(open));
                routes.merge_unguarded("a test", other)
            },
            "/items/1/other",
        ),
        (
            |routes| {
                let other = axum::Router::new()
                    .route("/items/{id}", post(open))
                    .route("/other", any(open));
                routes.merge_unguarded("a test", other)
            },
            "/other",
        ),
    ]
}

#[tokio::test]
async fn an_opaque_router_never_answers_for_a_guarded_route_whatever_the_order() {
    let shop = Shop::new();
    for (number, (adds, other)) in opaque().into_iter().enumerate() {
        let first = adds(Router::new()).route("/items/{id}", get(edit));
        let last = adds(Router::new().route("/items/{id}", get(edit)));
        for (order, routes) in [("first", first), ("last", last)] {
            let router = routes.with_state(shop.clone());
            for method in ["GET", "HEAD"] {
                for (session, expected) in [
                    ("seller 7", StatusCode::OK),
                    ("seller 8", StatusCode::FORBIDDEN),
                    ("anonymous", StatusCode::UNAUTHORIZED),
                ] {
                    let request = axum::extract::Request::builder().method(method);
                    let request = request.uri("/items/1").header(header::COOKIE, session);
                    let answer = app::send(&router, request.body(Body::empty()).unwrap());
                    let status = answer.await.status;
                    assert_eq!(status, expected, "{number} {order}: {method} by {session}");
                }
            }
            let answer = app::get(&router, other, "anonymous").await;
            assert_eq!(answer.text, "open", "{number} {order}");
        }
    }
}

#[test]
fn an_opaque_router_with_a_route_that_is_guarded_is_refused() {
    let panics = |put: &dyn Fn() -> Router<Shop>| catch_unwind(AssertUnwindSafe(put)).is_err();
    for path in ["/items/{id}", "/items/{*rest}"] {
        let same = || axum::Router::new().route(path, axum::routing::get(open));
        let first = || Router::<Shop>::new().merge_unguarded("a test", same());
        assert!(
            panics(&|| first().route("/items/{id}", get(edit))),
            "{path}"
        );
        let last = || Router::new().route("/items/{id}", get(edit));
        assert!(
            panics(&|| last().merge_unguarded("a test", same())),
            "{path}"
        );
    }
}
