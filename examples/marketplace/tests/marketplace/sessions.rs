//! Sessions are rows of the database: a session that has ended is worth nothing.

use std::time::Duration;

use reqwest::{
    Method, StatusCode,
    header::{AUTHORIZATION, COOKIE},
};
use sha2::Digest as _;

use crate::stage::Stage;

/// Whether a copy of this cookie is still worth something.
async fn is_signed_in(stage: &Stage, cookie: &str) -> bool {
    let asked = stage.bare(0, Method::GET, "/orders");
    let answer = asked.header(COOKIE, cookie).send().await.unwrap();
    let status = answer.status();
    assert!(
        status == StatusCode::OK || status == StatusCode::UNAUTHORIZED,
        "{status}"
    );
    status == StatusCode::OK
}

async fn sessions(stage: &Stage) -> i64 {
    sqlx::query_scalar("SELECT count(*) FROM sessions")
        .fetch_one(&stage.pool)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_copied_cookie_does_not_work_after_its_session_was_signed_out() {
    for stage in [Stage::new().await, Stage::on_actix().await] {
        let copy = stage.cookie(2).to_owned();
        assert!(is_signed_in(&stage, &copy).await);
        sqlx::query("DELETE FROM sessions WHERE account = 2")
            .execute(&stage.pool)
            .await
            .unwrap();
        assert!(!is_signed_in(&stage, &copy).await);
    }
    let stage = Stage::new().await;
    let (copy, other) = (stage.cookie(2).to_owned(), stage.sign_in(2).await);
    let before = sessions(&stage).await;
    stage.send(2, Method::POST, "/logout", "").await;
    assert!(!is_signed_in(&stage, &copy).await);
    assert!(is_signed_in(&stage, &other).await, "another session");
    assert_eq!(sessions(&stage).await, before - 1);
}

#[tokio::test]
async fn signing_in_again_ends_the_session_of_before() {
    let stage = Stage::new().await;
    let copy = stage.cookie(2).to_owned();
    let answer = stage.send(2, Method::POST, "/login", "account=1").await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert!(!is_signed_in(&stage, &copy).await);
}

#[tokio::test]
async fn signing_out_everywhere_ends_all_sessions_of_the_account_and_no_other() {
    let stage = Stage::new().await;
    let (own, again) = (stage.cookie(2).to_owned(), stage.sign_in(2).await);
    let page = stage.page(2, "/accounts/2").await;
    assert!(page.contains("action=\"/logout/everywhere\""), "{page}");
    let answer = stage.send(2, Method::POST, "/logout/everywhere", "").await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert!(!is_signed_in(&stage, &own).await && !is_signed_in(&stage, &again).await);
    assert!(is_signed_in(&stage, stage.cookie(3)).await);
    // A visitor ends nothing.
    let before = sessions(&stage).await;
    stage.send(0, Method::POST, "/logout/everywhere", "").await;
    assert_eq!(sessions(&stage).await, before);
}

#[tokio::test]
async fn support_acting_as_a_seller_signs_out_itself_and_not_the_seller() {
    for path in ["/logout/everywhere", "/logout"] {
        let stage = Stage::new().await;
        let (support, seller) = (stage.cookies[5].clone(), stage.cookies[2].clone());
        stage
            .send(5, Method::POST, "/accounts/2/impersonation", "")
            .await;
        let page = stage.page(5, "/accounts/2").await;
        assert!(!page.contains("/logout/everywhere"), "{page}");
        stage.send(5, Method::POST, path, "").await;
        assert!(is_signed_in(&stage, &seller).await, "{path}");
        assert!(!is_signed_in(&stage, &support).await, "{path}");
    }
}

#[tokio::test]
async fn only_the_hash_of_the_secret_is_stored_and_no_two_sessions_are_equal() {
    let stage = Stage::new().await;
    let secrets = [stage.cookie(2).to_owned(), stage.sign_in(2).await];
    assert_ne!(secrets[0], secrets[1]);
    let content = stage.content().await;
    for secret in secrets {
        let secret = secret.strip_prefix("session=").unwrap();
        assert_eq!(secret.len(), 64);
        assert!(!content.to_lowercase().contains(secret));
        let stored: Option<i64> =
            sqlx::query_scalar("SELECT account FROM sessions WHERE secret_hash = ?")
                .bind(sha2::Sha256::digest(secret).to_vec())
                .fetch_optional(&stage.pool)
                .await
                .unwrap();
        assert_eq!(stored, Some(2));
    }
}

#[tokio::test]
async fn sessions_that_have_expired_are_deleted_and_an_account_has_a_bounded_number() {
    let stage = Stage::new().await;
    let first = stage.sign_in(2).await;
    for _ in 0..19 {
        stage.sign_in(2).await;
    }
    assert!(is_signed_in(&stage, &first).await);
    stage.sign_in(2).await;
    assert!(!is_signed_in(&stage, &first).await, "the oldest ended");
    let of_two = async || {
        sqlx::query_scalar::<_, i64>("SELECT count(*) FROM sessions WHERE account = 2")
            .fetch_one(&stage.pool)
            .await
            .unwrap()
    };
    assert_eq!(of_two().await, 20);
    stage.clock.advance(Duration::from_hours(9));
    stage.sign_in(2).await;
    assert_eq!(of_two().await, 1);
}

#[tokio::test]
async fn a_session_beside_a_token_does_not_count() {
    let stage = Stage::new().await;
    for path in ["/logout", "/logout/everywhere", "/impersonation/end"] {
        let asked = stage.bare(2, Method::POST, path);
        let answer = asked.header(AUTHORIZATION, "Bearer nonsense").send().await;
        assert_eq!(answer.unwrap().status(), StatusCode::UNAUTHORIZED, "{path}");
    }
    let form = "name=x&days=1&scope=items:read";
    let answer = stage.send(1, Method::POST, "/accounts/1/apps", form).await;
    let page = answer.text().await.unwrap();
    let (_, rest) = page.split_once("<code class=\"secret\">").unwrap();
    let token = rest.split('<').next().unwrap();
    for path in ["/logout", "/logout/everywhere"] {
        let asked = stage.bare(2, Method::POST, path);
        let asked = asked.header(AUTHORIZATION, format!("Bearer {token}"));
        let answer = asked.send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{path}");
    }
    assert!(is_signed_in(&stage, stage.cookie(2)).await);
    assert!(is_signed_in(&stage, stage.cookie(1)).await);
}
