//! What is allowed and not enabled: the state of the marketplace is in the way, and not the caller.

use marketplace::domain::NotEnabled;
use reqwest::{
    Method, Response, StatusCode,
    header::{ACCEPT, CONTENT_TYPE},
};
use serde_json::Value;

use crate::stage::{Person, Stage};

const ITEM: &str = "title=Lamp&description=&price=1&listed=yes";
const DRAFT: &str = "title=Lamp&description=&price=1";

async fn post(stage: &Stage, person: Person, path: &str, form: &str) -> StatusCode {
    stage.send(person, Method::POST, path, form).await.status()
}

/// Lists items for the account until it has ten.
async fn fill(stage: &Stage, seller: i64) {
    sqlx::query(
        "INSERT INTO items (seller, title, description, price, status)
         WITH RECURSIVE more (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM more WHERE n < 9)
         SELECT ?, 'More', '', 100, 'listed' FROM more",
    )
    .bind(seller)
    .execute(&stage.pool)
    .await
    .unwrap();
}

async fn refused(answer: Response) -> (StatusCode, String, String) {
    let kind = answer.headers()[CONTENT_TYPE].to_str().unwrap().to_owned();
    (answer.status(), kind, answer.text().await.unwrap())
}

#[tokio::test]
async fn a_seller_without_premium_offers_ten_items_and_not_an_eleventh() {
    for stage in [Stage::new().await, Stage::on_actix().await] {
        for _ in 0..9 {
            assert_eq!(post(&stage, 2, "/items", ITEM).await, StatusCode::SEE_OTHER);
        }
        let before = stage.content().await;
        let program = stage.send(2, Method::POST, "/items", ITEM).await;
        let (status, kind, text) = refused(program).await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert_eq!(kind, "application/problem+json");
        let problem: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(problem["reason"], "too_many_listings");
        assert_eq!(problem["title"], "Conflict");
        assert_eq!(problem["detail"], NotEnabled::TooManyListings.words());
        let browser = stage.asked(2, Method::POST, "/items", ITEM).await;
        let browser = browser.header(ACCEPT, "text/html").send().await.unwrap();
        let (status, kind, page) = refused(browser).await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert_eq!(kind, "text/html; charset=utf-8");
        assert!(page.contains(NotEnabled::TooManyListings.words()), "{page}");
        // It is no refusal: the caller is allowed.
        assert!(!page.contains("Not allowed"), "{page}");
        assert_eq!(before, stage.content().await);
        // A draft is not offered, and a premium seller offers more.
        assert_eq!(
            post(&stage, 2, "/items", DRAFT).await,
            StatusCode::SEE_OTHER
        );
        fill(&stage, 3).await;
        for _ in 0..3 {
            assert_eq!(post(&stage, 3, "/items", ITEM).await, StatusCode::SEE_OTHER);
        }
    }
}

#[tokio::test]
async fn the_limit_is_of_the_seller_and_holds_wherever_an_item_is_listed() {
    let stage = Stage::new().await;
    fill(&stage, 2).await;
    let conflict = StatusCode::CONFLICT;
    // The draft of the seller, also by support.
    assert_eq!(post(&stage, 2, "/items/202/edit", ITEM).await, conflict);
    assert_eq!(post(&stage, 5, "/items/202/edit", ITEM).await, conflict);
    let offer = r#"{"title": "Lamp", "price": "1", "listed": true}"#;
    assert_eq!(post(&stage, 2, "/api/items", offer).await, conflict);
    let put = stage.send(2, Method::PUT, "/api/items/202", offer).await;
    assert_eq!(put.status(), conflict);
    // What is offered already can be changed, and withdrawn.
    let done = StatusCode::SEE_OTHER;
    assert_eq!(post(&stage, 2, "/items/102/edit", ITEM).await, done);
    assert_eq!(post(&stage, 2, "/items/102/edit", DRAFT).await, done);
    assert_eq!(post(&stage, 2, "/items/202/edit", ITEM).await, done);
    assert_eq!(post(&stage, 2, "/items/102/edit", ITEM).await, conflict);
    // One that is sold makes room.
    assert_eq!(post(&stage, 1, "/items/202/buy", "price=1").await, done);
    assert_eq!(post(&stage, 2, "/items/102/edit", ITEM).await, done);
}

#[tokio::test]
async fn two_requests_at_once_do_not_pass_the_limit_together() {
    let stage = Stage::new().await;
    fill(&stage, 2).await;
    assert_eq!(
        post(&stage, 2, "/items/102/delete", "").await,
        StatusCode::SEE_OTHER
    );
    let ask = || post(&stage, 2, "/items", ITEM);
    let (one, two, three) = tokio::join!(ask(), ask(), ask());
    let mut answers = [one, two, three];
    answers.sort();
    let [done, conflict] = [StatusCode::SEE_OTHER, StatusCode::CONFLICT];
    assert_eq!(answers, [done, conflict, conflict]);
}

#[tokio::test]
async fn a_caller_who_is_not_allowed_is_not_told_what_is_enabled() {
    let stage = Stage::new().await;
    fill(&stage, 1).await;
    fill(&stage, 8).await;
    for (person, path, status) in [
        (1, "/items", StatusCode::FORBIDDEN),
        // A draft of another seller does not exist for this one.
        (2, "/items/208/edit", StatusCode::NOT_FOUND),
        (1, "/items/201/edit", StatusCode::FORBIDDEN),
        (2, "/items/108/bundle", StatusCode::FORBIDDEN),
    ] {
        let form = format!("{ITEM}&with=108");
        let answer = stage.send(person, Method::POST, path, &form).await;
        assert_eq!(answer.status(), status, "{path}");
        let text = answer.text().await.unwrap();
        assert!(!text.contains("too_many"), "{path}: {text}");
    }
}

#[tokio::test]
async fn a_bundle_obeys_the_limits_of_a_listing() {
    let stage = Stage::new().await;
    let set = async |id: i64, column: &str, value: &str| {
        let query = format!("UPDATE items SET {column} = {value} WHERE id = {id}");
        sqlx::query(sqlx::AssertSqlSafe(query))
            .execute(&stage.pool)
            .await
            .unwrap();
    };
    for (column, long, code) in [
        ("title", format!("'{}'", "x".repeat(72)), "bundle_too_long"),
        (
            "description",
            format!("'{}'", "x".repeat(1996)),
            "bundle_too_long",
        ),
        ("price", "999995001".to_owned(), "bundle_too_dear"),
    ] {
        set(202, column, &long).await;
        let before = stage.content().await;
        let answer = stage
            .send(2, Method::POST, "/items/102/bundle", "with=202")
            .await;
        assert_eq!(answer.status(), StatusCode::CONFLICT, "{column}");
        let text = answer.text().await.unwrap();
        assert!(text.contains(code), "{column}: {text}");
        assert_eq!(before, stage.content().await, "{column}");
        stage.reset().await;
    }
    // What a listing can just be.
    set(202, "title", &format!("'{}'", "x".repeat(69))).await;
    set(202, "price", "999995000").await;
    let done = post(&stage, 2, "/items/102/bundle", "with=202").await;
    assert_eq!(done, StatusCode::SEE_OTHER);
    // An edit of the result is accepted, because it is a listing like any other.
    let editor = stage.page(2, "/items/102/edit").await;
    assert!(editor.contains("value=\"10000000.00\""), "{editor}");
}

#[tokio::test]
async fn a_bundle_is_of_one_seller_also_if_support_joins_it() {
    let stage = Stage::new().await;
    let before = stage.content().await;
    for (person, path) in [(2, "/items/102/bundle"), (6, "/items/102/bundle")] {
        let answer = stage.send(person, Method::POST, path, "with=108").await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{person}");
    }
    let answer = stage
        .send(6, Method::POST, "/items/102/bundle", "with=108")
        .await;
    let text = answer.text().await.unwrap();
    assert!(text.contains("\"reason\":\"another_seller\""), "{text}");
    assert_eq!(before, stage.content().await);
    let done = post(&stage, 6, "/items/102/bundle", "with=202").await;
    assert_eq!(done, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn an_account_has_a_bounded_number_of_connected_applications() {
    let stage = Stage::new().await;
    let form = "name=x&days=1&scope=items:read";
    // One is there already.
    for _ in 1..NotEnabled::APPS {
        let status = post(&stage, 2, "/accounts/2/apps", form).await;
        assert_eq!(status, StatusCode::CREATED);
    }
    let answer = stage.send(2, Method::POST, "/accounts/2/apps", form).await;
    assert_eq!(answer.status(), StatusCode::CONFLICT);
    let text = answer.text().await.unwrap();
    assert!(text.contains("too_many_apps"), "{text}");
    let status = post(&stage, 2, "/apps/2/disconnection", "").await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let status = post(&stage, 2, "/accounts/2/apps", form).await;
    assert_eq!(status, StatusCode::CREATED);
    // The limit is of each account.
    let status = post(&stage, 1, "/accounts/1/apps", form).await;
    assert_eq!(status, StatusCode::CREATED);
}
