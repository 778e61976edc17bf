//! A purchase is at the price that the buyer saw.

use reqwest::{
    Method, Response, StatusCode,
    header::{ACCEPT, CONTENT_TYPE},
};

use crate::stage::Stage;

async fn reprice(stage: &Stage, price: i64) {
    sqlx::query("UPDATE items SET price = ? WHERE id = 108")
        .bind(price)
        .execute(&stage.pool)
        .await
        .unwrap();
}

/// Buys item 108 as person 1, at this price.
async fn buy(stage: &Stage, accept: &str, price: &str) -> Response {
    let form = format!("price={price}");
    let asked = stage.asked(1, Method::POST, "/items/108/buy", &form).await;
    asked.header(ACCEPT, accept).send().await.unwrap()
}

/// The price in the form of the page that buys.
fn offered(page: &str) -> String {
    let (_, rest) = page.split_once("action=\"/items/108/buy\"").unwrap();
    let (_, rest) = rest.split_once("name=\"price\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_price_that_changed_since_is_refused_and_the_page_offers_the_new_one() {
    for stage in [Stage::new().await, Stage::on_actix().await] {
        let seen = offered(&stage.page(1, "/items/108").await);
        assert_eq!(seen, "50.00");
        // Not only a higher price: the buyer decides about each.
        for (cents, now) in [(99_900, "999.00"), (100, "1.00")] {
            reprice(&stage, cents).await;
            let before = stage.content().await;
            let program = buy(&stage, "application/json", &seen).await;
            assert_eq!(program.status(), StatusCode::FORBIDDEN);
            assert_eq!(program.headers()[CONTENT_TYPE], "application/problem+json");
            let text = program.text().await.unwrap();
            assert!(text.contains("\"reason\":\"price_changed\""), "{text}");
            let browser = buy(&stage, "text/html", &seen).await;
            assert_eq!(browser.status(), StatusCode::FORBIDDEN);
            assert_eq!(browser.headers()[CONTENT_TYPE], "text/html; charset=utf-8");
            let page = browser.text().await.unwrap();
            assert!(page.contains("The price has changed."), "{page}");
            assert_eq!(offered(&page), now);
            assert_eq!(before, stage.content().await, "nothing was bought");
        }
        let answer = buy(&stage, "text/html", "1.00").await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        let paid: i64 = sqlx::query_scalar("SELECT amount FROM orders ORDER BY id DESC LIMIT 1")
            .fetch_one(&stage.pool)
            .await
            .unwrap();
        assert_eq!(paid, 100);
    }
}

#[tokio::test]
async fn a_program_is_refused_a_price_that_changed_as_well() {
    let stage = Stage::new().await;
    let purchase = async |sent: &str| {
        let path = "/api/items/108/purchase";
        let answer = stage.send(1, Method::POST, path, sent).await;
        (answer.status().as_u16(), answer.text().await.unwrap())
    };
    reprice(&stage, 6_000).await;
    let before = stage.content().await;
    let (status, text) = purchase(r#"{"price": "50.00"}"#).await;
    assert_eq!(status, 403);
    assert!(text.contains("\"reason\":\"price_changed\""), "{text}");
    for wrong in [r#"{"price": "free"}"#, "{}", r#"{"price": 60}"#] {
        assert_eq!(purchase(wrong).await.0, 422, "{wrong}");
    }
    assert_eq!(before, stage.content().await);
    assert_eq!(purchase(r#"{"price": "60"}"#).await.0, 201);
}

/// A buyer who is refused for another reason is not told that the price has changed.
#[tokio::test]
async fn the_price_is_the_last_reason() {
    let stage = Stage::new().await;
    reprice(&stage, 6_000).await;
    sqlx::query("UPDATE accounts SET suspended = 1 WHERE id = 1")
        .execute(&stage.pool)
        .await
        .unwrap();
    let text = buy(&stage, "*/*", "50.00").await.text().await.unwrap();
    assert!(text.contains("account_suspended"), "{text}");
}

#[tokio::test]
async fn a_purchase_without_a_price_is_not_one() {
    for stage in [Stage::new().await, Stage::on_actix().await] {
        let before = stage.content().await;
        for form in ["", "price=", "price=0", "price=-50", "cost=50"] {
            let answer = stage.send(1, Method::POST, "/items/108/buy", form).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        }
        assert_eq!(before, stage.content().await);
    }
}
