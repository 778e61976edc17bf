//! Support acts as a seller.

use std::time::Duration;

use reqwest::{
    Method, StatusCode,
    header::{COOKIE, LOCATION, SET_COOKIE},
};

use crate::stage::{Person, Stage};

const END: &str = "action=\"/impersonation/end\"";

async fn begin(stage: &Stage, person: Person, seller: Person) {
    let path = format!("/accounts/{seller}/impersonation");
    let answer = stage.send(person, Method::POST, &path, "").await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert_eq!(answer.headers()[LOCATION], "/");
}

/// Whether somebody sees the seller's draft and not the settings: is person 2, and not person 6.
async fn is_seller(stage: &Stage, person: Person) -> bool {
    let editor = stage.get(person, "/items/202/edit").await.status();
    let support = stage.get(person, "/support").await.status();
    let (seller, themselves) = (editor == 200, support == 200);
    assert!(
        seller && support == 403 || themselves,
        "{editor}, {support}"
    );
    seller && !themselves
}

#[tokio::test]
async fn who_acts_as_a_seller_may_what_the_seller_may_and_no_more() {
    let stage = Stage::new().await;
    assert!(!is_seller(&stage, 5).await);
    begin(&stage, 5, 2).await;
    assert!(is_seller(&stage, 5).await);
    let item = "title=Lamp&description=&price=1&listed=yes";
    for (path, form, expected) in [
        ("/items/102/edit", item, 303),
        ("/items", item, 303),
        // What support may and the seller may not.
        ("/items/108/edit", item, 403),
        ("/accounts/8/suspension", "suspended=yes", 403),
        // And nobody begins once more.
        ("/accounts/3/impersonation", "", 403),
    ] {
        let answer = stage.send(5, Method::POST, path, form).await;
        assert_eq!(answer.status(), expected, "{path}");
    }
    let seller: i64 = sqlx::query_scalar("SELECT seller FROM items ORDER BY id DESC LIMIT 1")
        .fetch_one(&stage.pool)
        .await
        .unwrap();
    assert_eq!(seller, 2, "it was posted in the seller's name");
}

#[tokio::test]
async fn what_is_never_done_as_somebody_else_is_refused() {
    let stage = Stage::new().await;
    let asked = [
        (Method::POST, "/items/108/buy", "", 303),
        (Method::POST, "/orders/302/refund", "", 303),
        (
            Method::POST,
            "/accounts/2/transfer",
            "amount=1&payee=1",
            303,
        ),
        (Method::GET, "/accounts/2/apps", "", 200),
        (
            Method::POST,
            "/accounts/2/apps",
            "name=x&days=1&scope=items:read",
            201,
        ),
        (Method::POST, "/apps/2/disconnection", "", 303),
    ];
    begin(&stage, 6, 2).await;
    let before = stage.content().await;
    for (method, path, form, _) in &asked {
        let answer = stage.send(6, method.clone(), path, form).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(before, stage.content().await);
    let page = stage.page(6, "/accounts/2").await;
    assert!(!page.contains("/accounts/2/apps") && !page.contains("/accounts/2/transfer"));
    // The seller may do each of them.
    for (method, path, form, expected) in asked {
        let answer = stage.send(2, method, path, form).await;
        assert_eq!(answer.status(), expected, "{path}");
    }
}

#[tokio::test]
async fn every_page_says_who_acts_as_whom_until_when_and_leads_back() {
    let stage = Stage::new().await;
    let pages = [
        "/",
        "/items/102",
        "/items/new",
        "/orders",
        "/accounts/2",
        "/login",
    ];
    for path in pages {
        assert!(!stage.page(5, path).await.contains(END), "{path}");
    }
    begin(&stage, 5, 2).await;
    for path in pages {
        let page = stage.page(5, path).await;
        assert!(page.contains(END), "{path}");
        for words in ["Emi Tanaka", "acts as", "Boris Novak", " UTC."] {
            assert!(page.contains(words), "{path}: {words}");
        }
        assert!(
            !stage.page(2, path).await.contains(END),
            "the seller sees nothing of it"
        );
    }
    let answer = stage.send(5, Method::POST, "/impersonation/end", "").await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert!(!is_seller(&stage, 5).await);
    for path in ["/", "/items/102", "/orders"] {
        assert!(!stage.page(5, path).await.contains(END), "{path}");
    }
}

#[tokio::test]
async fn it_ends_with_its_time() {
    let stage = Stage::new().await;
    begin(&stage, 5, 2).await;
    stage.clock.advance(Duration::from_secs(30 * 60 - 1));
    assert!(is_seller(&stage, 5).await);
    stage.clock.advance(Duration::from_secs(1));
    assert!(!is_seller(&stage, 5).await);
    // And it can be begun once more.
    begin(&stage, 5, 2).await;
    assert!(is_seller(&stage, 5).await);
}

#[tokio::test]
async fn it_is_of_one_session_alone_and_signing_out_ends_it() {
    let stage = Stage::new().await;
    let answer = stage.send(0, Method::POST, "/login", "account=5").await;
    let other = answer.headers()[SET_COOKIE].to_str().unwrap();
    let other = other.split(';').next().unwrap().to_owned();
    assert_ne!(other, stage.cookie(5), "two sessions of one moment differ");
    begin(&stage, 5, 2).await;
    let asked = stage.bare(0, Method::GET, "/support").header(COOKIE, other);
    let answer = asked.send().await.unwrap();
    assert_eq!(
        answer.status(),
        StatusCode::OK,
        "the other session is itself"
    );
    assert!(is_seller(&stage, 5).await);
    stage.send(5, Method::POST, "/logout", "").await;
    // Whoever kept the cookie is support again.
    assert!(!is_seller(&stage, 5).await);
}

#[tokio::test]
async fn whoever_is_support_no_longer_is_themselves_at_once() {
    let stage = Stage::new().await;
    for change in [
        "UPDATE accounts SET suspended = 1 WHERE id = 5",
        "UPDATE accounts SET user_type = 'SupportTierOne' WHERE id = 5",
        "UPDATE accounts SET user_type = 'Shopper' WHERE id = 2",
        "UPDATE accounts SET user_type = 'SupportTierOne' WHERE id = 2",
    ] {
        begin(&stage, 5, 2).await;
        assert!(is_seller(&stage, 5).await);
        sqlx::query(change).execute(&stage.pool).await.unwrap();
        assert!(!is_seller(&stage, 5).await, "{change}");
        let back = "UPDATE accounts SET user_type = 'SupportTierTwo', suspended = 0 WHERE id = 5;
            UPDATE accounts SET user_type = 'Seller' WHERE id = 2; DELETE FROM impersonations";
        sqlx::raw_sql(back).execute(&stage.pool).await.unwrap();
    }
}

#[tokio::test]
async fn a_row_of_another_session_or_of_somebody_else_counts_for_nothing() {
    let stage = Stage::new().await;
    begin(&stage, 5, 2).await;
    for change in ["actor = 6", "actor = 5, session = 'another'"] {
        let change = format!("UPDATE impersonations SET {change}");
        sqlx::query(sqlx::AssertSqlSafe(change))
            .execute(&stage.pool)
            .await
            .unwrap();
        assert!(!is_seller(&stage, 5).await);
    }
}

#[tokio::test]
async fn who_acted_as_whom_stays_on_record() {
    let stage = Stage::new().await;
    begin(&stage, 5, 2).await;
    stage.clock.advance(Duration::from_mins(1));
    stage.send(5, Method::POST, "/impersonation/end", "").await;
    stage.send(5, Method::POST, "/impersonation/end", "").await;
    stage.send(0, Method::POST, "/impersonation/end", "").await;
    let rows: Vec<(i64, i64, i64, i64)> = sqlx::query_as(
        "SELECT actor, subject, until - begun_at, ended_at - begun_at FROM impersonations",
    )
    .fetch_all(&stage.pool)
    .await
    .unwrap();
    assert_eq!(rows, [(5, 2, 30 * 60, 60)]);
}

#[tokio::test]
async fn a_store_that_fails_is_an_outage_and_never_support() {
    let stage = Stage::new().await;
    begin(&stage, 5, 2).await;
    sqlx::query("ALTER TABLE impersonations RENAME TO elsewhere")
        .execute(&stage.pool)
        .await
        .unwrap();
    let answer = stage.get(5, "/support").await;
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
}
