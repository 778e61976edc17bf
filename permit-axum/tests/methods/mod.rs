//! What permit's routers have of the methods of axum's.

#![expect(clippy::unwrap_used, reason = "a test that cannot continue panics")]

#[path = "../../../permit-web/tests/support/methods.rs"]
mod support;

use std::convert::Infallible;

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
    middleware::from_fn,
    response::{IntoResponse, Response},
    routing::MethodFilter,
};
use permit_axum::{Allowed, MethodRouter, Router, any, connect, get, on, post, trace, unguarded};
use tower::ServiceExt as _;

use crate::app::{EditItem, PostItem, Shop, ViewItem, over_tcp, send, status};

async fn show(_: Allowed<ViewItem>) -> &'static str {
    "shown"
}

async fn edit(_: Allowed<EditItem>) -> &'static str {
    "edited"
}

async fn other(_: Allowed<PostItem>) -> (StatusCode, &'static str) {
    (StatusCode::METHOD_NOT_ALLOWED, "another method")
}

/// A service that answers with the path that it gets.
fn service()
-> impl tower::Service<Request<Body>, Response = Response, Error = Infallible, Future: Send>
+ Clone
+ Send
+ Sync {
    tower::service_fn(|request: Request<Body>| async move {
        Ok(request.uri().path().to_owned().into_response())
    })
}

async fn answer(
    router: &Router,
    method: Method,
    path: &str,
    session: &str,
) -> (StatusCode, String) {
    let request = Request::builder().method(method).uri(path);
    let request = request.header(header::COOKIE, session);
    let answer = send(router, request.body(Body::empty()).unwrap()).await;
    (answer.status, answer.text)
}

fn listed(router: &Router) -> Vec<String> {
    let routes = router.routes().iter();
    let listed = routes.map(|route| format!("{} {} {}", route.method, route.path, route.guard));
    listed.collect()
}

#[test]
fn each_method_of_axums_routers_is_in_the_tables() {
    let routing = support::source_of("axum").join("routing");
    for (file, from, table) in [
        (
            "mod.rs",
            "impl<S> Router<S>",
            include_str!("../../src/router.md"),
        ),
        (
            "method_routing.rs",
            "",
            include_str!("../../src/method_router.md"),
        ),
    ] {
        let (axums, tabled) = (
            support::functions(routing.join(file), from),
            support::tabled(table),
        );
        assert!(axums.len() > 15, "{axums:?}");
        let missing: Vec<_> = axums.difference(&tabled).collect();
        assert!(missing.is_empty(), "{file}: {missing:?}");
    }
}

#[tokio::test]
async fn an_answer_to_another_method_is_guarded_as_every_handler() {
    let shop = Shop::new();
    let inner = Router::new()
        .route("/items/{id}", get(show))
        .method_not_allowed_fallback(other)
        .route("/later/{id}", get(show));
    let router: Router = Router::new().nest("/shop", inner).with_state(shop);
    assert_eq!(
        listed(&router),
        [
            "GET /shop/items/{id} allows view_item",
            "ANY /shop/* allows post_item",
            "GET /shop/later/{id} allows view_item",
        ]
    );
    for (method, path, session, expected) in [
        (
            Method::GET,
            "/shop/items/1",
            "anonymous",
            (StatusCode::OK, "shown"),
        ),
        (
            Method::PUT,
            "/shop/items/1",
            "seller 7",
            (StatusCode::METHOD_NOT_ALLOWED, "another method"),
        ),
        // As axum's: only the routes before it.
        (
            Method::PUT,
            "/shop/later/1",
            "seller 7",
            (StatusCode::METHOD_NOT_ALLOWED, ""),
        ),
        (
            Method::PUT,
            "/shop/nothing",
            "seller 7",
            (StatusCode::NOT_FOUND, ""),
        ),
    ] {
        let (status, text) = answer(&router, method, path, session).await;
        assert_eq!((status, text.as_str()), expected, "{path} {session}");
    }
    let (refused, _) = answer(&router, Method::PUT, "/shop/items/1", "anonymous").await;
    assert_eq!(refused, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn method_routers_merge_take_their_state_and_answer_other_methods_as_axums() {
    let shop = Shop::new();
    let merged: MethodRouter = get(show)
        .merge(MethodRouter::new().put(edit))
        .fallback(other)
        .with_state(shop);
    let router: Router = Router::new().route("/items/{id}", merged);
    assert_eq!(
        listed(&router),
        [
            "GET /items/{id} allows view_item",
            "PUT /items/{id} allows edit_item",
            "ANY /items/{id} allows post_item",
        ]
    );
    for (method, session, expected) in [
        (Method::GET, "anonymous", StatusCode::OK),
        (Method::PUT, "seller 7", StatusCode::OK),
        (Method::PUT, "seller 8", StatusCode::FORBIDDEN),
        (Method::DELETE, "seller 8", StatusCode::METHOD_NOT_ALLOWED),
        (Method::DELETE, "anonymous", StatusCode::UNAUTHORIZED),
    ] {
        let (status, _) = answer(&router, method.clone(), "/items/1", session).await;
        assert_eq!(status, expected, "{method} {session}");
    }
}

#[tokio::test]
async fn a_filter_of_several_methods_lists_each_of_them() {
    let filter = MethodFilter::GET.or(MethodFilter::DELETE);
    let by_filter = on(filter, show).on(MethodFilter::PATCH, edit);
    let router: Router = Router::new()
        .route("/items/{id}", by_filter)
        .route("/rare/{id}", trace(show).merge(connect(edit)))
        .route("/each/{id}", any(show))
        .with_state(Shop::new());
    assert_eq!(
        listed(&router),
        [
            "GET /items/{id} allows view_item",
            "DELETE /items/{id} allows view_item",
            "PATCH /items/{id} allows edit_item",
            "TRACE /rare/{id} allows view_item",
            "CONNECT /rare/{id} allows edit_item",
            "ANY /each/{id} allows view_item",
        ]
    );
    for (method, path, expected) in [
        (Method::DELETE, "/items/1", StatusCode::OK),
        (Method::PATCH, "/items/1", StatusCode::UNAUTHORIZED),
        (Method::TRACE, "/rare/1", StatusCode::OK),
        (Method::CONNECT, "/rare/1", StatusCode::UNAUTHORIZED),
    ] {
        let (status, _) = answer(&router, method.clone(), path, "anonymous").await;
        assert_eq!(status, expected, "{method} {path}");
    }
    let each = [
        MethodFilter::GET,
        MethodFilter::POST,
        MethodFilter::PUT,
        MethodFilter::PATCH,
        MethodFilter::DELETE,
        MethodFilter::HEAD,
        MethodFilter::OPTIONS,
        MethodFilter::CONNECT,
        MethodFilter::TRACE,
    ];
    let all = each.into_iter().reduce(MethodFilter::or).unwrap();
    let router: Router<Shop> = Router::new().route("/", on(all, show));
    assert_eq!(router.routes().len(), each.len());
}

#[tokio::test]
async fn a_layer_of_a_route_is_not_around_the_answer_to_another_method() {
    let hidden = from_fn(
        async |_: axum::extract::Request, _: axum::middleware::Next| StatusCode::IM_A_TEAPOT,
    );
    let routes = get(show).route_layer(hidden);
    let router: Router = Router::new()
        .route("/items/{id}", routes)
        .with_state(Shop::new());
    for (method, expected) in [
        (Method::GET, StatusCode::IM_A_TEAPOT),
        (Method::PUT, StatusCode::METHOD_NOT_ALLOWED),
    ] {
        let (status, _) = answer(&router, method, "/items/1", "anonymous").await;
        assert_eq!(status, expected);
    }
}

#[tokio::test]
async fn a_service_is_opaque_where_it_is_routed_and_guarded_where_a_handler_calls_it() {
    let called = async |_: Allowed<EditItem>, request: axum::extract::Request| {
        service().oneshot(request).await
    };
    let router: Router = Router::new()
        .route("/items/{id}", get(called))
        .nest_service_unguarded("/assets", "style sheets", service())
        .route_service_unguarded("/robots.txt", "for robots", service())
        .fallback_service_unguarded("the pages of the browser", service())
        .with_state(Shop::new());
    assert_eq!(
        listed(&router),
        [
            "GET /items/{id} allows edit_item",
            "- /assets/* opaque: style sheets",
            "- /robots.txt opaque: for robots",
            "- * opaque: the pages of the browser",
        ]
    );
    for (path, session, expected) in [
        (
            "/assets/shop.css",
            "anonymous",
            (StatusCode::OK, "/shop.css"),
        ),
        ("/robots.txt", "anonymous", (StatusCode::OK, "/robots.txt")),
        ("/anything", "anonymous", (StatusCode::OK, "/anything")),
        ("/items/1", "seller 7", (StatusCode::OK, "/items/1")),
    ] {
        let (status, text) = answer(&router, Method::GET, path, session).await;
        assert_eq!((status, text.as_str()), expected, "{path} {session}");
    }
    assert_eq!(
        status(&router, "/items/1", "seller 8").await,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn a_server_with_a_service_for_each_connection_finishes_the_answers() {
    let router: Router = Router::new()
        .without_v07_checks()
        .route("/:items/{id}", get(show))
        .route("/health", post(unguarded("a test", async || "well")))
        .with_state(Shop::new());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let service = router.into_make_service();
    let serving = tokio::spawn(async { axum::serve(listener, service).await });
    let answer = over_tcp(address, "/:items/1", "anonymous").await;
    assert!(answer.contains("cache-control: private"), "{answer}");
    assert!(answer.ends_with("shown"), "{answer}");
    serving.abort();
}
