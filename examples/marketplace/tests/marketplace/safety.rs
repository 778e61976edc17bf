//! The protections that no caller can get around.

use std::time::Duration;

use marketplace::domain::User;
use reqwest::{
    Method, StatusCode,
    header::{CONTENT_TYPE, COOKIE, SET_COOKIE},
};

use crate::{
    existence::seen,
    stage::{PEOPLE, Stage},
};

#[tokio::test]
async fn a_session_expires_after_eight_hours() {
    let stage = Stage::new().await;
    let almost = Duration::from_hours(8) - Duration::from_secs(1);
    stage.clock.advance(almost);
    assert_eq!(stage.get(6, "/settings").await.status(), StatusCode::OK);
    stage.clock.advance(Duration::from_secs(1));
    let answer = stage.get(6, "/settings").await;
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_forged_cookie_makes_an_anonymous_caller() {
    let stage = Stage::new().await;
    let own = stage.cookie(6).to_owned();
    let (name, value) = own.split_once('=').unwrap();
    let hash: Vec<u8> = sqlx::query_scalar("SELECT secret_hash FROM sessions WHERE account = 6")
        .fetch_one(&stage.pool)
        .await
        .unwrap();
    let digits = |text: String, byte: &u8| text + &format!("{byte:02x}");
    let hash = hash.iter().fold(String::new(), digits);
    let forged = [
        format!("{name}=6"),
        format!("{name}=6.99999999999.a"),
        format!("{name}={}", "0".repeat(value.len())),
        // The stored hash is not the secret, and neither is a part of it.
        format!("{name}={hash}"),
        format!("{name}={}", &value[1..]),
        format!("{name}={}", swap_first(value)),
        format!("{name}={value}9"),
        format!("{name}={}", value.to_uppercase()),
        format!("other{own}"),
        format!("{name}="),
    ];
    for cookie in forged {
        let request = stage.bare(0, Method::GET, "/settings");
        let answer = request.header(COOKIE, &cookie).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED, "{cookie}");
    }
    // The secret itself is accepted, so only it made the difference.
    let request = stage.bare(0, Method::GET, "/settings");
    let answer = request.header(COOKIE, own).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
}

fn swap_first(value: &str) -> String {
    let first = if value.starts_with('a') { 'b' } else { 'a' };
    format!("{first}{}", &value[1..])
}

#[tokio::test]
async fn the_session_cookie_is_http_only_and_same_site() {
    let stage = Stage::new().await;
    let answer = stage.send(0, Method::POST, "/login", "account=1").await;
    let cookie = answer.headers()[SET_COOKIE].to_str().unwrap();
    for word in ["HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(word), "{cookie}");
    }
    let answer = stage.send(1, Method::POST, "/logout", "").await;
    let cookie = answer.headers()[SET_COOKIE].to_str().unwrap();
    assert!(
        cookie.starts_with("session=;") && cookie.contains("Max-Age=0"),
        "{cookie}"
    );
}

#[tokio::test]
async fn only_demonstration_accounts_can_sign_in() {
    let stage = Stage::new().await;
    for account in ["7", "8", "9", "0", "-1", "99", "six", ""] {
        let form = format!("account={account}");
        let answer = stage.send(0, Method::POST, "/login", &form).await;
        assert!(answer.status().is_client_error(), "{account}");
        assert!(!answer.headers().contains_key(SET_COOKIE), "{account}");
    }
}

#[tokio::test]
async fn a_caller_who_is_always_denied_cannot_learn_what_exists() {
    for stage in [Stage::new().await, Stage::on_actix().await] {
        let denied_for_good = [
            (0, Method::GET, "/items/{}/edit"),
            (0, Method::POST, "/items/{}/delete"),
            (0, Method::GET, "/orders/{}"),
            (0, Method::POST, "/orders/{}/refund"),
            (0, Method::GET, "/accounts/{}"),
            (1, Method::GET, "/items/{}/edit"),
            (1, Method::POST, "/items/{}/edit"),
            (1, Method::POST, "/orders/{}/refund"),
            (2, Method::POST, "/items/{}/feature"),
            (3, Method::POST, "/accounts/{}/suspension"),
            (4, Method::POST, "/accounts/{}/transfer"),
            (6, Method::POST, "/items/{}/buy"),
        ];
        for (person, method, path) in denied_for_good {
            let mut answers = Vec::new();
            for number in ["108", "208", "308", "8", "4711", "0", "-1", "nonsense"] {
                let path = path.replace("{}", number);
                answers.push(seen(stage.send(person, method.clone(), &path, "").await).await);
            }
            for answer in &answers {
                assert_eq!(answer, &answers[0], "{person}: {method} {path}");
            }
        }
    }
}

#[tokio::test]
async fn every_answer_forbids_foreign_scripts_and_framing() {
    for stage in [Stage::new().await, Stage::on_actix().await] {
        for path in [
            "/",
            "/items/102",
            "/login",
            "/settings",
            "/nowhere",
            "/style.css",
            "/items/208",
        ] {
            for (_, person) in PEOPLE {
                let answer = stage.get(person, path).await;
                let headers = answer.headers();
                let policy = headers["content-security-policy"].to_str().unwrap();
                assert!(policy.contains("default-src 'none'"), "{path}");
                assert!(policy.contains("frame-ancestors 'none'"), "{path}");
                // Only from our own files, never from inside a page.
                assert!(policy.contains("script-src 'self';"), "{path}");
                assert!(!policy.contains("unsafe"), "{path}");
                assert_eq!(headers["x-content-type-options"], "nosniff", "{path}");
            }
        }
    }
}

#[tokio::test]
async fn a_refusal_is_a_page_for_people_and_problem_details_for_programs() {
    let stage = Stage::new().await;
    let answer = stage.get(1, "/settings").await;
    assert_eq!(answer.headers()[CONTENT_TYPE], "application/problem+json");
    let text = answer.text().await.unwrap();
    assert!(text.contains("\"action\":\"change_settings\""), "{text}");

    let page = stage.page(1, "/settings").await;
    assert!(page.contains("Your account may not do this."), "{page}");
    assert!(
        !page.contains("SupportTierThree") && !page.contains("deny"),
        "{page}"
    );
    let page = stage.page(0, "/settings").await;
    assert!(page.contains("Please sign in"), "{page}");
}

#[tokio::test]
async fn a_refusal_names_the_public_reason_and_not_the_rule() {
    let stage = Stage::new().await;
    let refusals = [
        (1, "/items/308/buy", "price=50", "not_for_sale"),
        (1, "/items/108/buy", "price=49.99", "price_changed"),
        (
            1,
            "/accounts/1/transfer",
            "amount=200&payee=2",
            "over_limit",
        ),
        (
            1,
            "/accounts/1/transfer",
            "amount=2000&payee=2",
            "over_limit",
        ),
        (
            3,
            "/accounts/3/transfer",
            "amount=2000&payee=2",
            "not_enough_credit",
        ),
        (5, "/orders/500/refund", "", "ask_support_tier_three"),
        (6, "/orders/501/refund", "", "already_refunded"),
        (6, "/accounts/6/suspension", "suspended=yes", "your_own"),
    ];
    for (person, path, form, reason) in refusals {
        let answer = stage.send(person, Method::POST, path, form).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{path}");
        let text = answer.text().await.unwrap();
        assert!(
            text.contains(&format!("\"reason\":\"{reason}\"")),
            "{path}: {text}"
        );
    }
}

#[tokio::test]
async fn a_suspended_caller_can_look_but_cannot_change_anything() {
    let stage = Stage::new().await;
    sqlx::query("UPDATE accounts SET suspended = 1")
        .execute(&stage.pool)
        .await
        .unwrap();
    let before = stage.content().await;
    let asked = [
        (1, "/items/108/buy", "price=50"),
        (2, "/items", "title=Lamp&description=&price=1&listed=yes"),
        (
            2,
            "/items/102/edit",
            "title=Lamp&description=&price=1&listed=yes",
        ),
        (3, "/items/103/feature", "featured=yes"),
        (3, "/accounts/3/transfer", "amount=1&payee=7"),
        (6, "/orders/308/refund", ""),
    ];
    for (person, path, form) in asked {
        let answer = stage.send(person, Method::POST, path, form).await;
        let text = answer.text().await.unwrap();
        assert!(text.contains("account_suspended"), "{path}: {text}");
    }
    assert_eq!(stage.get(1, "/items/108").await.status(), StatusCode::OK);
    assert_eq!(before, stage.content().await);
}

#[tokio::test]
async fn two_buyers_never_both_get_the_same_item() {
    let stage = Stage::new().await;
    let buy = |person| stage.send(person, Method::POST, "/items/108/buy", "price=50");
    let (one, two, three) = tokio::join!(buy(1), buy(2), buy(3));
    let mut answers = [one.status(), two.status(), three.status()];
    answers.sort();
    assert_eq!(
        answers,
        [
            StatusCode::SEE_OTHER,
            StatusCode::FORBIDDEN,
            StatusCode::FORBIDDEN
        ]
    );
    let orders: i64 = sqlx::query_scalar("SELECT count(*) FROM orders WHERE item = 108")
        .fetch_one(&stage.pool)
        .await
        .unwrap();
    assert_eq!(orders, 1);
}

/// An operation: it needs permission to change one listing and to delete the other.
#[tokio::test]
async fn a_seller_bundles_two_listings_of_their_own() {
    let stage = Stage::new().await;
    let bundle = async |with: &str| {
        let answer = stage.send(2, Method::POST, "/items/102/bundle", with).await;
        answer.status()
    };
    for (with, status) in [
        ("with=102", StatusCode::CONFLICT),
        ("with=108", StatusCode::FORBIDDEN),
        ("with=302", StatusCode::FORBIDDEN),
        ("with=9999", StatusCode::NOT_FOUND),
        ("with=lamp", StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        assert_eq!(bundle(with).await, status, "{with}");
    }
    assert_eq!(bundle("with=202").await, StatusCode::SEE_OTHER);
    assert_eq!(stage.get(2, "/items/202").await.status(), 404);
}

#[tokio::test]
async fn credit_is_moved_and_never_created() {
    let stage = Stage::new().await;
    let sum = || async {
        sqlx::query_scalar::<_, i64>("SELECT sum(balance) FROM accounts")
            .fetch_one(&stage.pool)
            .await
            .unwrap()
    };
    let before = sum().await;
    for (person, path, form) in [
        (1, "/items/108/buy", "price=50"),
        (2, "/orders/302/refund", ""),
        (3, "/accounts/3/transfer", "amount=12.34&payee=1"),
        (6, "/accounts/8/transfer", "amount=1&payee=3"),
    ] {
        let answer = stage.send(person, Method::POST, path, form).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{path}");
    }
    assert_eq!(before, sum().await);

    // A payment that is not possible is not done in part either.
    let content = stage.content().await;
    for (person, path, form) in [
        (3, "/accounts/3/transfer", "amount=1&payee=4711"),
        (3, "/accounts/3/transfer", "amount=1&payee=3"),
        (3, "/accounts/3/transfer", "amount=-1&payee=1"),
        (3, "/accounts/3/transfer", "amount=0&payee=1"),
    ] {
        let answer = stage.send(person, Method::POST, path, form).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{form}");
    }
    sqlx::query("UPDATE accounts SET balance = 100 WHERE id IN (1, 8)")
        .execute(&stage.pool)
        .await
        .unwrap();
    let poor = stage.content().await;
    assert_ne!(content, poor);
    let answer = stage
        .send(1, Method::POST, "/items/102/buy", "price=50")
        .await;
    assert_eq!(answer.status(), StatusCode::CONFLICT);
    let answer = stage.send(6, Method::POST, "/orders/308/refund", "").await;
    assert_eq!(answer.status(), StatusCode::CONFLICT);
    assert_eq!(poor, stage.content().await);
}

#[test]
fn tables_and_cells_agree() {
    assert_eq!(permit::testing::verify::<User>(), 21 * 8);
}
