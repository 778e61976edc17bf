//! What the guards have in common in their answers.

use axum::http::StatusCode;
use permit_axum::{Allowed, Ask, Router, Scoped, SignedIn, get};

use crate::app::{EditItem, PostItem, Shop, User, status};

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
