//! Support acts as a seller.

use std::time::Duration;

use marketplace::actix;
use reqwest::{
    Method, StatusCode,
    header::{ACCEPT, COOKIE, LOCATION},
};

use crate::stage::{Person, Stage, config};

const END: &str = "action=\"/impersonation/end\"";

async fn begin(stage: &Stage, person: Person, seller: Person) {
    let path = format!("/accounts/{seller}/impersonation");
    let answer = stage.send(person, Method::POST, &path, "").await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert_eq!(answer.headers()[LOCATION], "/");
}

/// Whether `person` sees the draft of person 2, no other draft and no support desk, and so acts as person
/// 2.
async fn is_seller(stage: &Stage, person: Person) -> bool {
    let [own, foreign, support] = ["/items/202", "/items/208", "/support"]
        .map(|path| async move { stage.get(person, path).await.status().as_u16() });
    let seen = [own.await, foreign.await, support.await];
    let (seller, themselves) = (seen == [200, 404, 403], seen == [200, 200, 200]);
    assert!(seller || themselves, "{seen:?}");
    seller
}

/// Whether the session of `person` has ended.
async fn is_signed_out(stage: &Stage, person: Person) -> bool {
    stage.get(person, "/support").await.status() == StatusCode::UNAUTHORIZED
}

#[tokio::test]
async fn support_acting_as_a_seller_sees_what_the_seller_sees_and_does_nothing_in_the_sellers_name()
{
    let stage = Stage::new().await;
    assert!(!is_seller(&stage, 5).await);
    begin(&stage, 5, 2).await;
    assert!(is_seller(&stage, 5).await);
    let before = stage.content().await;
    let item = "title=Lamp&description=&price=1&listed=yes";
    for (path, form) in [
        // What the seller may do.
        ("/items/102/edit", item),
        ("/items", item),
        // What support may do and the seller may not.
        ("/items/108/edit", item),
        ("/accounts/8/suspension", "suspended=yes"),
        // An impersonation cannot begin another one.
        ("/accounts/3/impersonation", ""),
    ] {
        let answer = stage.send(5, Method::POST, path, form).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(before, stage.content().await);
    // The seller may do what is the seller's.
    for path in ["/items/102/edit", "/items"] {
        let answer = stage.send(2, Method::POST, path, item).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{path}");
    }
}

#[tokio::test]
async fn actions_that_are_never_impersonated_are_refused() {
    let stage = Stage::new().await;
    let asked = [
        (Method::POST, "/items/108/buy", "price=50", 303),
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
async fn every_page_says_who_acts_as_whom_until_when_and_offers_to_end_it() {
    let stage = Stage::new().await;
    let pages = [
        "/",
        "/items/102",
        "/items/202",
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
async fn an_impersonation_expires() {
    let stage = Stage::new().await;
    begin(&stage, 5, 2).await;
    stage.clock.advance(Duration::from_secs(30 * 60 - 1));
    assert!(is_seller(&stage, 5).await);
    stage.clock.advance(Duration::from_secs(1));
    assert!(!is_seller(&stage, 5).await);
    // It can begin again.
    begin(&stage, 5, 2).await;
    assert!(is_seller(&stage, 5).await);
}

#[tokio::test]
async fn an_impersonation_belongs_to_one_session_and_signing_out_ends_it() {
    let stage = Stage::new().await;
    let other = stage.sign_in(5).await;
    assert_ne!(
        other,
        stage.cookie(5),
        "two sessions that begin at the same time differ"
    );
    begin(&stage, 5, 2).await;
    let asked = stage.bare(0, Method::GET, "/support").header(COOKIE, other);
    let answer = asked.send().await.unwrap();
    assert_eq!(
        answer.status(),
        StatusCode::OK,
        "the other session still acts for itself"
    );
    assert!(is_seller(&stage, 5).await);
    stage.send(5, Method::POST, "/logout", "").await;
    assert!(is_signed_out(&stage, 5).await);
    let running: i64 =
        sqlx::query_scalar("SELECT count(*) FROM impersonations WHERE ended_at IS NULL")
            .fetch_one(&stage.pool)
            .await
            .unwrap();
    assert_eq!(running, 0);
}

/// After each of these, person 5 may no longer act as person 2.
const CHANGES: [&str; 5] = [
    "UPDATE accounts SET suspended = 1 WHERE id = 5",
    "UPDATE accounts SET user_type = 'SupportTierOne' WHERE id = 5",
    "UPDATE accounts SET user_type = 'Shopper' WHERE id = 2",
    "UPDATE accounts SET user_type = 'SupportTierOne' WHERE id = 2",
    "PRAGMA foreign_keys = OFF; UPDATE impersonations SET subject = 4711",
];

/// Restores what [`CHANGES`] changed, except for the impersonation.
async fn restore(stage: &Stage) {
    let back = "UPDATE accounts SET user_type = 'SupportTierTwo', suspended = 0 WHERE id = 5;
        UPDATE accounts SET user_type = 'Seller' WHERE id = 2";
    sqlx::raw_sql(back).execute(&stage.pool).await.unwrap();
}

/// Asserts that `person` gets no page, neither as support nor as the seller.
async fn assert_refused(stage: &Stage, person: Person, about: &str) {
    for path in ["/", "/items/202", "/orders", "/support"] {
        let answer = stage.get(person, path).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{about}: {path}");
    }
}

#[tokio::test]
async fn an_impersonation_ends_at_once_when_it_is_no_longer_allowed() {
    let mut stage = Stage::new().await;
    for change in CHANGES {
        for (way_out, form) in [
            ("/impersonation/end", ""),
            ("/logout", ""),
            ("/login", "account=5"),
        ] {
            begin(&stage, 5, 2).await;
            assert!(is_seller(&stage, 5).await);
            sqlx::raw_sql(change).execute(&stage.pool).await.unwrap();
            let about = format!("{change}: {way_out}");
            assert_refused(&stage, 5, &about).await;
            for path in ["/items/202/edit", "/login", "/me/abilities"] {
                let answer = stage.get(5, path).await;
                assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{about}: {path}");
            }
            let answer = stage.send(5, Method::POST, "/items", "title=Lamp").await;
            assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{about}");

            let answer = stage.send(5, Method::POST, way_out, form).await;
            assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{about}");
            assert_eq!(answer.headers()[LOCATION], "/", "{about}");
            restore(&stage).await;
            if way_out == "/impersonation/end" {
                // With the same cookie, the caller is support again.
                assert!(!is_seller(&stage, 5).await, "{about}");
            } else {
                assert!(is_signed_out(&stage, 5).await, "{about}");
                stage.cookies[5] = stage.sign_in(5).await;
                assert!(!is_seller(&stage, 5).await, "{about}");
            }
        }
    }
}

#[tokio::test]
async fn a_refused_impersonation_offers_the_ways_out_and_says_why_if_it_may() {
    let stage = Stage::new().await;
    for (change, words) in CHANGES.into_iter().zip([
        "Your account is suspended.",
        "You may not act as this user.",
        "Support can act only as sellers.",
        "Support can act only as sellers.",
        "Support can act only as sellers.",
    ]) {
        begin(&stage, 5, 2).await;
        sqlx::raw_sql(change).execute(&stage.pool).await.unwrap();
        for path in ["/", "/support", "/items/202"] {
            let page = stage.page(5, path).await;
            let offers = page.contains(END) && page.contains("action=\"/logout\"");
            assert!(offers && page.contains(words), "{change}: {path}: {page}");
        }
        stage.send(5, Method::POST, "/impersonation/end", "").await;
        restore(&stage).await;
    }
    // Other refusals do not offer it.
    assert!(!stage.page(1, "/settings").await.contains(END));
}

#[tokio::test]
async fn a_refused_impersonation_is_allowed_again_when_its_cause_is_gone() {
    let stage = Stage::new().await;
    begin(&stage, 5, 2).await;
    for change in &CHANGES[..4] {
        sqlx::raw_sql(*change).execute(&stage.pool).await.unwrap();
        assert_refused(&stage, 5, change).await;
        restore(&stage).await;
        assert!(is_seller(&stage, 5).await, "{change}");
    }
}

/// The pages on actix-web have no route that ends it: that is at the marketplace on axum.
#[tokio::test]
async fn on_actix_a_refused_impersonation_is_refused_as_well() {
    let mut stage = Stage::new().await;
    begin(&stage, 5, 2).await;
    stage.running.stop().await.unwrap();
    stage.running = actix::start(config(&stage.folder)).await.unwrap();
    let asked = stage.bare(5, Method::GET, "/items/202");
    let page = asked.header(ACCEPT, "text/html").send().await.unwrap();
    assert_eq!(page.status(), StatusCode::OK);
    let page = page.text().await.unwrap();
    assert!(page.contains("acts as"), "{page}");
    for change in CHANGES {
        sqlx::raw_sql(change).execute(&stage.pool).await.unwrap();
        assert_refused(&stage, 5, change).await;
        assert!(stage.page(5, "/support").await.contains(END), "{change}");
        restore(&stage).await;
    }
}

#[tokio::test]
async fn an_impersonation_of_another_session_or_actor_is_ignored() {
    let stage = Stage::new().await;
    begin(&stage, 5, 2).await;
    for change in ["actor = 6", "actor = 5, session = session + 1000"] {
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
