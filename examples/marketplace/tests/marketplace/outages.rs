//! What is out of reach is an outage: never a visitor, a denial or an empty list.

use marketplace::{domain::User, start_deciding};
use permit::{
    Authorizer,
    policy::{Binds, Policy, Unavailable},
    tenancy::Tenant,
};
use reqwest::{Method, StatusCode};

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

/// A live policy that cannot be read.
struct OutOfReach;

impl Policy<User> for OutOfReach {
    fn bind<'a>(&'a self, _: &'a User, _: Tenant<'a>) -> Binds<'a, User> {
        Box::pin(async { Err(Unavailable) })
    }
}

#[tokio::test]
async fn what_cannot_be_decided_is_an_outage_and_never_a_denial_or_an_empty_list() {
    let mut stage = Stage::new().await;
    let before = stage.content().await;
    stage.running.stop().await.unwrap();
    let authorizer = Authorizer::builder().policy(OutOfReach);
    let running = start_deciding(config(&stage.folder), authorizer).await;
    stage.running = running.unwrap();
    for path in ["/", "/items/102", "/support", "/me/abilities", "/api/items"] {
        let answer = stage.get(6, path).await;
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE, "{path}");
    }
    let answer = stage.send(2, Method::POST, "/items/102/delete", "").await;
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    let words = "This cannot be decided right now. Please try again.";
    let page = stage.page(6, "/support").await;
    assert!(page.contains(words), "{page}");
    assert_eq!(before, stage.content().await);
}
