//! What the guards have in common in their answers.

use std::time::{Duration, SystemTime};

use axum::{
    extract::Request,
    http::{
        HeaderName, HeaderValue, StatusCode,
        header::{CACHE_CONTROL, EXPIRES, WWW_AUTHENTICATE},
    },
    middleware::{Next, from_fn, map_response},
    response::Response,
};
use permit::Consent;
use permit_axum::{Allowed, Ask, Router, Scoped, SignedIn, get, narrow, unguarded};

use crate::app::{self, EditItem, PostItem, Shop, User, status};

#[tokio::test]
async fn every_guard_forbids_a_known_caller_without_user_types_and_asks_an_anonymous_one_to_sign_in()
 {
    async fn allowed(_: Allowed<PostItem>) {}
    async fn asked(ask: Ask<PostItem>) {
        ask.nothing_to_check("a test");
    }
    async fn listed(Scoped(scope): Scoped<EditItem>) {
        scope.nothing_to_list("a test");
    }
    async fn signed_in(_: SignedIn<User>) {}
    let router = Router::new()
        .route("/allowed", get(allowed))
        .route("/asked", get(asked))
        .route("/listed", get(listed))
        .route("/signed-in", get(signed_in))
        .with_state(Shop::new());
    for path in ["/allowed", "/asked", "/listed", "/signed-in"] {
        for (session, expected) in [
            ("seller 7", StatusCode::OK),
            ("seller 0", StatusCode::FORBIDDEN),
            ("anonymous", StatusCode::UNAUTHORIZED),
        ] {
            let answer = status(&router, path, session).await;
            assert_eq!(answer, expected, "{path} by {session}");
        }
    }
}

/// The challenge where the consent does not cover the action.
const BEYOND: &str = "Bearer error=\"insufficient_scope\", scope=\"edit_item\"";

#[tokio::test]
async fn a_consent_that_does_not_cover_the_action_is_told_the_scope_that_it_lacks() {
    async fn edit(_: Allowed<EditItem>) {}
    async fn list(Scoped(scope): Scoped<EditItem>) {
        scope.nothing_to_list("a test");
    }
    async fn me(_: SignedIn<User>) {}
    let routes = || {
        Router::new()
            .route("/items/{id}", get(edit))
            .route("/items", get(list))
            .route("/me", get(me))
    };
    let ended = SystemTime::now() - Duration::from_secs(1);
    let view = || Consent::to(["view_item"]);
    let edit = || Consent::to(["edit_item"]);
    for (path, session, consent, status, challenges) in [
        ("/items/1", "seller 7", edit(), StatusCode::OK, &[][..]),
        (
            "/items/1",
            "seller 7",
            view(),
            StatusCode::FORBIDDEN,
            &[BEYOND],
        ),
        (
            "/items",
            "seller 7",
            view(),
            StatusCode::FORBIDDEN,
            &[BEYOND],
        ),
        // Another consent would not help.
        ("/items/1", "seller 8", edit(), StatusCode::FORBIDDEN, &[]),
        (
            "/items/1",
            "anonymous",
            view(),
            StatusCode::UNAUTHORIZED,
            &[],
        ),
        // An ended one is a matter of the token.
        (
            "/items/1",
            "seller 7",
            edit().until(ended),
            StatusCode::FORBIDDEN,
            &[],
        ),
        // No action is named.
        (
            "/me",
            "seller 7",
            Consent::default(),
            StatusCode::FORBIDDEN,
            &[],
        ),
    ] {
        let case = format!("{path} by {session} under {consent:?}");
        let layer = from_fn(move |mut request: Request, next: Next| {
            narrow::<User>(request.extensions_mut(), consent.clone());
            next.run(request)
        });
        let router = routes().layer(layer).with_state(Shop::new());
        let answer = app::get(&router, path, session).await;
        assert_eq!(answer.status, status, "{case}");
        assert_eq!(answer.headers(WWW_AUTHENTICATE), challenges, "{case}");
    }
}

#[tokio::test]
async fn an_answer_behind_a_guard_is_private_unless_the_application_says_how_to_cache_it() {
    async fn guarded(_: Allowed<PostItem>) {}
    async fn cached(_: Allowed<PostItem>) -> [(HeaderName, &'static str); 1] {
        [(CACHE_CONTROL, "public, max-age=60")]
    }
    async fn expires(_: Allowed<PostItem>) -> [(HeaderName, &'static str); 1] {
        [(EXPIRES, "0")]
    }
    async fn missing(_: Allowed<EditItem>) {}
    async fn open() {}
    async fn no_store(mut response: Response) -> Response {
        let headers = response.headers_mut();
        headers
            .entry(CACHE_CONTROL)
            .or_insert(HeaderValue::from_static("no-store"));
        response
    }
    let routes = Router::new()
        .route("/guarded", get(guarded))
        .route("/cached", get(cached))
        .route("/expires", get(expires))
        .route("/items/{id}", get(missing))
        .route("/open", get(unguarded("a test", open)))
        .nest(
            "/layered",
            Router::new()
                .route("/", get(guarded))
                .layer(map_response(no_store)),
        );
    let router = routes.with_state(Shop::new());
    let axum = Router::new().merge_unguarded("a test", router.clone().into_axum());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, router.clone()).into_future());
    for (path, session, expected) in [
        ("/guarded", "seller 7", &["private"][..]),
        ("/guarded", "seller 0", &["no-store"]),
        ("/cached", "seller 7", &["public, max-age=60"]),
        ("/expires", "seller 7", &[]),
        ("/items/9", "seller 7", &["no-store"]),
        // What the application's own code answers depends on the caller as well.
        ("/items/1", "outage", &["private"]),
        ("/layered", "seller 7", &["no-store"]),
        ("/open", "seller 7", &[]),
        ("/nowhere", "seller 7", &[]),
    ] {
        for router in [&router, &axum] {
            let answer = app::get(router, path, session).await;
            assert_eq!(answer.headers(CACHE_CONTROL), expected, "{path}");
        }
        let served = app::over_tcp(address, path, session).await;
        let private = served.contains("cache-control: private\r\n");
        assert_eq!(private, expected == ["private"], "{path}");
    }
}
