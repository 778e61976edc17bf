//! Third-party applications: what they may do for their users, and for how long.

use std::time::Duration;

use reqwest::{
    Method, RequestBuilder, Response, StatusCode,
    header::{ACCEPT, AUTHORIZATION, CACHE_CONTROL, CONTENT_TYPE, COOKIE, WWW_AUTHENTICATE},
};
use sha2::{Digest, Sha256};

use crate::stage::{Person, Stage};

/// A request as an application sends it: without a session, and not from a page.
fn request(stage: &Stage, token: &str, method: &Method, path: &str, form: &str) -> RequestBuilder {
    let request = stage.bare(0, method.clone(), path);
    let request = request.header(AUTHORIZATION, format!("Bearer {token}"));
    if *method == Method::GET {
        return request;
    }
    let kind = "application/x-www-form-urlencoded";
    request.header(CONTENT_TYPE, kind).body(form.to_owned())
}

async fn ask(stage: &Stage, token: &str, method: Method, path: &str, form: &str) -> StatusCode {
    let answer = request(stage, token, &method, path, form).send().await;
    answer.unwrap().status()
}

async fn get(stage: &Stage, token: &str, path: &str) -> StatusCode {
    ask(stage, token, Method::GET, path, "").await
}

/// Connects an application for a day, and returns the page that says so.
async fn connect(stage: &Stage, person: Person, scope: &str) -> Response {
    let path = format!("/accounts/{person}/apps");
    let form = format!("name=Lister&days=1&scope={scope}");
    stage.send(person, Method::POST, &path, &form).await
}

fn token_in(page: &str) -> String {
    let (_, rest) = page.split_once("<code class=\"secret\">").unwrap();
    rest.split('<').next().unwrap().to_owned()
}

async fn token(stage: &Stage, person: Person, scope: &str) -> String {
    let answer = connect(stage, person, scope).await;
    assert_eq!(answer.status(), StatusCode::CREATED);
    token_in(&answer.text().await.unwrap())
}

const ITEM: &str = "title=Lamp&description=Bright&price=12.50&listed=yes";

#[tokio::test]
async fn an_application_may_do_only_what_its_user_may_do_and_consented_to() {
    let stage = Stage::new().await;
    let seller = token(&stage, 2, "items:write").await;
    let shopper = token(&stage, 1, "items:write+orders:read").await;
    let post = Method::POST;
    for (token, method, path, expected) in [
        // What both may do, on the user's own rows.
        (&seller, Method::GET, "/items/202", 200),
        (&seller, post.clone(), "/items/102/edit", 303),
        (&seller, post.clone(), "/items", 303),
        // What the user may do and did not consent to.
        (&seller, post.clone(), "/items/102/delete", 403),
        (&seller, Method::GET, "/orders", 403),
        (&seller, Method::GET, "/accounts/2", 403),
        (&seller, post.clone(), "/items/108/buy", 403),
        (&seller, post.clone(), "/orders/302/refund", 403),
        // What the user may not do, even if they consented to it.
        (&seller, post.clone(), "/items/108/edit", 403),
        (&seller, Method::GET, "/items/208", 404),
        (&shopper, post.clone(), "/items", 403),
        (&shopper, Method::GET, "/orders/401", 200),
        (&shopper, Method::GET, "/orders/402", 404),
    ] {
        let status = ask(&stage, token, method.clone(), path, ITEM).await;
        assert_eq!(status, expected, "{method} {path}");
    }
}

#[tokio::test]
async fn lists_and_abilities_are_those_of_the_application() {
    let stage = Stage::new().await;
    let token = token(&stage, 2, "items:read").await;
    let text = async |path| {
        let answer = request(&stage, &token, &Method::GET, path, "").send().await;
        answer.unwrap().text().await.unwrap()
    };
    let items = text("/").await;
    assert!(items.contains("/items/202"), "its user's draft");
    assert!(!items.contains("/items/208"), "another user's draft");
    let abilities = text("/me/abilities").await;
    let abilities: serde_json::Value = serde_json::from_str(&abilities).unwrap();
    for (action, ability) in abilities.as_object().unwrap() {
        assert_eq!(
            *ability == "never",
            action != "view_item",
            "{action}: {ability}"
        );
    }
}

#[tokio::test]
async fn the_token_is_shown_once_and_only_its_hash_and_the_action_keys_are_stored() {
    let stage = Stage::new().await;
    let answer = connect(&stage, 2, "items:read+orders:read").await;
    assert_eq!(answer.headers()[CACHE_CONTROL], "no-store");
    let token = token_in(&answer.text().await.unwrap());
    let listed = stage.page(2, "/accounts/2/apps").await;
    assert!(listed.contains("Lister") && !listed.contains(&token));
    let (hash, actions): (Vec<u8>, String) =
        sqlx::query_as("SELECT token_hash, actions FROM connected_apps ORDER BY id DESC LIMIT 1")
            .fetch_one(&stage.pool)
            .await
            .unwrap();
    assert_eq!(hash, Sha256::digest(&token).to_vec());
    assert_eq!(actions, "view_item view_order");
    let content = stage.content().await;
    let digits = |text: String, byte: u8| text + &format!("{byte:02X}");
    let as_hex = token.bytes().fold(String::new(), digits);
    assert!(!content.contains(&token) && !content.contains(&as_hex));
    assert!(
        !content.contains("items:read"),
        "scopes are read when the user consents, and are not stored"
    );
}

#[tokio::test]
async fn unknown_scopes_are_named_and_grant_nothing() {
    let stage = Stage::new().await;
    let answer = connect(&stage, 2, "items:read+money:move+%3Cb%3E").await;
    let page = answer.text().await.unwrap();
    assert!(page.contains("<code>money:move</code>"), "{page}");
    assert!(page.contains("<code>&lt;b&gt;</code>"), "{page}");
    let token = token_in(&page);
    assert_eq!(get(&stage, &token, "/items/202").await, StatusCode::OK);
    let transfer = "amount=1&payee=1";
    let status = ask(
        &stage,
        &token,
        Method::POST,
        "/accounts/2/transfer",
        transfer,
    )
    .await;
    assert_eq!(status, StatusCode::FORBIDDEN);

    let before = stage.content().await;
    for scope in ["money:move", "", "items", "ITEMS:READ", "*"] {
        let answer = connect(&stage, 2, scope).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{scope}");
        let page = answer.text().await.unwrap();
        assert!(page.contains("at least one of the scopes"), "{scope}");
    }
    for form in [
        "name=&days=1",
        "name=x&days=0",
        "name=x&days=366",
        "name=x&days=",
    ] {
        let form = format!("{form}&scope=items:read");
        let answer = stage.send(2, Method::POST, "/accounts/2/apps", &form).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{form}");
    }
    assert_eq!(before, stage.content().await);
}

#[tokio::test]
async fn an_invalid_token_is_refused_and_never_becomes_a_visitor_or_the_session_beside_it() {
    for stage in [Stage::new().await, Stage::on_actix().await] {
        let wrong = [
            "Bearer nonsense",
            "Bearer ",
            "Bearer",
            "",
            "Basic Mjoy",
            // The stored hash is not a token.
            "Bearer 00000000000000000000000000000002",
        ];
        for header in wrong {
            for person in [0, 6] {
                for path in ["/", "/items/108", "/support"] {
                    let asked = stage.bare(person, Method::GET, path);
                    let asked = asked.header(AUTHORIZATION, header).header(ACCEPT, "*/*");
                    let answer = asked.send().await.unwrap();
                    assert_eq!(
                        answer.status(),
                        StatusCode::UNAUTHORIZED,
                        "{header}: {path}"
                    );
                }
            }
        }
        let twice = stage.bare(6, Method::GET, "/");
        let twice = twice.header(AUTHORIZATION, "Bearer a");
        let answer = twice
            .header(AUTHORIZATION, "Bearer b")
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    }
}

/// A browser adds `Basic` credentials by itself, so they do not show that a form is from our pages.
#[tokio::test]
async fn only_a_token_replaces_the_check_for_our_own_pages() {
    let stage = Stage::new().await;
    for header in ["Basic Mjoy", "Bearer", "Bearer "] {
        for path in ["/logout", "/impersonation/end", "/login", "/items"] {
            let asked = stage.bare(2, Method::POST, path);
            let asked = asked.header(AUTHORIZATION, header).body("account=6");
            let answer = asked.send().await.unwrap();
            assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{header}: {path}");
        }
    }
}

#[tokio::test]
async fn a_token_beside_a_session_acts_for_its_own_user() {
    let stage = Stage::new().await;
    let token = token(&stage, 2, "items:read").await;
    let cookie = stage.cookie(6).to_owned();
    for (path, expected) in [("/items/202", 200), ("/items/208", 404), ("/settings", 403)] {
        let asked = request(&stage, &token, &Method::GET, path, "");
        let answer = asked.header(COOKIE, &cookie).send().await.unwrap();
        assert_eq!(answer.status(), expected, "{path}");
    }
}

#[tokio::test]
async fn an_expired_token_is_refused_with_the_header_that_programs_expect() {
    let stage = Stage::new().await;
    let token = token(&stage, 2, "items:read").await;
    stage.clock.advance(Duration::from_secs(24 * 60 * 60 - 1));
    assert_eq!(get(&stage, &token, "/items/202").await, StatusCode::OK);
    stage.clock.advance(Duration::from_secs(1));
    let over = request(&stage, &token, &Method::GET, "/items/108", "");
    let answer = over.send().await.unwrap();
    assert_eq!(
        answer.status(),
        StatusCode::UNAUTHORIZED,
        "a visitor may see this item"
    );
    assert_eq!(
        answer.headers()[WWW_AUTHENTICATE],
        "Bearer error=\"invalid_token\""
    );
}

#[tokio::test]
async fn users_disconnect_only_their_own_applications_and_the_token_ends_at_once() {
    let stage = Stage::new().await;
    let token = token(&stage, 2, "items:read").await;
    let id: i64 = sqlx::query_scalar("SELECT max(id) FROM connected_apps")
        .fetch_one(&stage.pool)
        .await
        .unwrap();
    let path = format!("/apps/{id}/disconnection");
    let answer = stage.send(3, Method::POST, &path, "").await;
    assert_eq!(
        answer.status(),
        StatusCode::NOT_FOUND,
        "it belongs to another user"
    );
    assert_eq!(get(&stage, &token, "/items/202").await, StatusCode::OK);
    let answer = stage.send(2, Method::POST, &path, "").await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert_eq!(
        get(&stage, &token, "/items/202").await,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn a_store_that_fails_is_an_outage_and_never_a_visitor() {
    for stage in [Stage::new().await, Stage::on_actix().await] {
        sqlx::query("ALTER TABLE connected_apps RENAME TO elsewhere")
            .execute(&stage.pool)
            .await
            .unwrap();
        let status = get(&stage, "marketplace_0", "/items/108").await;
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    }
}

/// Even if the database contains actions that no scope includes.
#[tokio::test]
async fn an_application_cannot_connect_another_application_or_impersonate() {
    let stage = Stage::new().await;
    let connected = token(&stage, 2, "items:read").await;
    sqlx::query("UPDATE connected_apps SET actions = 'manage_apps disconnect_app act_as_seller view_account'")
        .execute(&stage.pool)
        .await
        .unwrap();
    let before = stage.content().await;
    let form = "name=Other&days=1&scope=items:read";
    for (method, path) in [
        (Method::GET, "/accounts/2/apps"),
        (Method::POST, "/accounts/2/apps"),
        (Method::POST, "/apps/2/disconnection"),
    ] {
        let status = ask(&stage, &connected, method, path, form).await;
        assert!(status == 403 || status == 404, "{path}: {status}");
    }
    // The same on behalf of support, whose accounts connect nothing.
    sqlx::query("UPDATE connected_apps SET account = 6")
        .execute(&stage.pool)
        .await
        .unwrap();
    assert_eq!(get(&stage, &connected, "/accounts/6").await, StatusCode::OK);
    let path = "/accounts/3/impersonation";
    let status = ask(&stage, &connected, Method::POST, path, "").await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    let begun: i64 = sqlx::query_scalar("SELECT count(*) FROM impersonations")
        .fetch_one(&stage.pool)
        .await
        .unwrap();
    assert_eq!(begun, 0);
    assert!(before.contains("manage_apps"));
}

#[tokio::test]
async fn on_actix_an_application_is_narrowed_as_well() {
    let mut stage = Stage::new().await;
    let token = token(&stage, 2, "items:read").await;
    stage.running.stop().await.unwrap();
    stage.running = marketplace::actix::start(crate::stage::config(&stage.folder))
        .await
        .unwrap();
    assert_eq!(get(&stage, &token, "/items/202").await, StatusCode::OK);
    for path in ["/items/102/delete", "/items/102/edit"] {
        let status = ask(&stage, &token, Method::POST, path, ITEM).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{path}");
    }
}

#[tokio::test]
async fn an_application_may_link_its_user_to_a_form_with_what_it_asks_for() {
    let stage = Stage::new().await;
    let path = "/accounts/2/apps?name=Lister&scope=items:read+%22%3E&days=7";
    let page = stage.page(2, path).await;
    assert!(page.contains("value=\"items:read &quot;&gt;\""), "{page}");
    assert!(
        page.contains("value=\"Lister\"") && page.contains("value=\"7\""),
        "{page}"
    );
    let answer = stage.get(2, "/accounts/2/apps?days=1&days=2").await;
    assert_eq!(answer.status(), StatusCode::OK);
}
