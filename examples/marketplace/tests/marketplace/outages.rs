//! What is out of reach is an outage: never a visitor, a denial or an empty list.

use std::time::{Duration, Instant};

use marketplace::{Config, start_deciding};
use permit::Authorizer;
use reqwest::{Method, StatusCode};
use sqlx::{Connection as _, SqliteConnection, sqlite::SqliteConnectOptions};

use crate::stage::{Stage, config};

#[tokio::test]
async fn a_session_store_that_fails_is_an_outage_and_never_a_visitor() {
    let stage = Stage::new().await;
    sqlx::query("ALTER TABLE accounts RENAME TO accounts_elsewhere")
        .execute(&stage.pool)
        .await
        .unwrap();
    for path in ["/", "/orders", "/settings", "/items/new"] {
        let answer = stage.get(6, path).await;
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE, "{path}");
    }
}

#[tokio::test]
async fn what_cannot_be_decided_is_an_outage_and_never_a_denial_or_an_empty_list() {
    let mut stage = Stage::new().await;
    let before = stage.content().await;
    stage.running.stop().await.unwrap();
    let hasty = Config {
        stale: Duration::from_secs(2),
        ..config(&stage.folder)
    };
    let options = SqliteConnectOptions::new().filename(&hasty.policy);
    stage.running = start_deciding(hasty, Authorizer::builder()).await.unwrap();
    let mut locker = SqliteConnection::connect_with(&options).await.unwrap();
    let lock = sqlx::query("begin exclusive").execute(&mut locker).await;
    lock.unwrap();
    let start = Instant::now();
    while stage.get(6, "/").await.status() != StatusCode::SERVICE_UNAVAILABLE {
        assert!(start.elapsed() < Duration::from_secs(2), "beyond the bound");
    }
    for path in ["/", "/items/102", "/support", "/me/abilities", "/api/items"] {
        let answer = stage.get(6, path).await;
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE, "{path}");
    }
    let answer = stage.send(2, Method::POST, "/items/102/delete", "").await;
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    let words = "This cannot be decided right now. Please try again.";
    let page = stage.page(6, "/support").await;
    assert!(page.contains(words), "{page}");
    assert_eq!(stage.get(0, "/login").await.status(), StatusCode::OK);
    // Released: it recovers without a restart.
    locker.close().await.unwrap();
    assert_eq!(before, stage.content().await);
    while stage.get(6, "/").await.status() != StatusCode::OK {
        assert!(start.elapsed() < Duration::from_secs(10), "no recovery");
    }
}
