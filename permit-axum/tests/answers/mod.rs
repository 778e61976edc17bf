//! What the guards have in common in their answers.

use std::time::{Duration, SystemTime};

use axum::{
    extract::Request,
    http::{StatusCode, header::WWW_AUTHENTICATE},
    middleware::{Next, from_fn},
};
use permit::Consent;
use permit_axum::{Allowed, Ask, Router, Scoped, SignedIn, get, narrow};

use crate::app::{self, EditItem, PostItem, Shop, User, status};

#[tokio::test]
async fn every_guard_forbids_a_known_caller_without_user_types_and_asks_an_anonymous_one_to_sign_in()
 {
    async fn allowed(_: Allowed<PostItem>) {}
    async fn asked(_: Ask<PostItem>) {}
    async fn listed(_: Scoped<EditItem>) {}
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
    async fn list(_: Scoped<EditItem>) {}
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
