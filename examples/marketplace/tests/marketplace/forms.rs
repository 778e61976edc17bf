//! A form of a page that was made for another caller is refused.

use std::collections::BTreeSet;

use marketplace::{
    domain::{AccountId, Identity},
    handlers::routes,
    web::NoCaller,
};
use reqwest::{
    Method, StatusCode,
    header::{ACCEPT, CONTENT_TYPE, COOKIE, ORIGIN},
};

use crate::stage::{PEOPLE, Person, Stage};

/// The parts of a page from each form to its end.
fn forms(page: &str) -> impl Iterator<Item = &str> {
    let forms = page.split("<form ").skip(1);
    forms.map(|rest| rest.split("</form>").next().unwrap())
}

/// Everything that `person` can open, from the start page on.
async fn pages(stage: &Stage, person: Person) -> Vec<(String, String)> {
    let (mut seen, mut pages) = (BTreeSet::new(), Vec::new());
    let mut left = vec!["/".to_owned(), "/login".to_owned()];
    while let Some(path) = left.pop() {
        if !seen.insert(path.clone()) {
            continue;
        }
        let page = stage.page(person, &path).await;
        let links = page.split("href=\"/").skip(1);
        left.extend(links.map(|rest| format!("/{}", rest.split('"').next().unwrap())));
        pages.push((path, page));
    }
    pages
}

#[tokio::test]
async fn every_form_says_for_whom_its_page_was_made() {
    let stage = Stage::new().await;
    // One of them acts as another user.
    let begun = stage
        .send(5, Method::POST, "/accounts/2/impersonation", "")
        .await;
    assert_eq!(begun.status(), StatusCode::SEE_OTHER);
    let mut count = 0;
    let mut actions = BTreeSet::new();
    for (name, person) in PEOPLE {
        let made_for = stage.made_for(person).await;
        let field = format!(
            "<input type=\"hidden\" name=\"{}\" value=\"{made_for}\">",
            Identity::FIELD
        );
        for (path, page) in pages(&stage, person).await {
            for form in forms(&page) {
                assert!(form.contains(&field), "{name}: {path}: {form}");
                assert_eq!(form.matches(Identity::FIELD).count(), 1, "{form}");
                let (_, action) = form.split_once("action=\"").unwrap();
                let action: String = action.chars().take_while(|one| *one != '"').collect();
                actions.insert(action.replace(|one: char| one.is_ascii_digit(), ""));
                count += 1;
            }
        }
    }
    assert!(count > 200, "only {count} forms");
    assert!(actions.len() > 12, "{actions:?}");
}

/// Every path to which a request that changes something can be sent.
fn targets() -> Vec<(Method, String)> {
    let router = routes();
    let all = router.routes().iter().filter(|route| route.path != "*");
    let changing = all.filter(|route| route.method != "GET");
    let targets = changing.map(|route| {
        let path = route.path.replace("{item}", "102");
        let path = path.replace("{order}", "302").replace("{account}", "2");
        (route.method.parse().unwrap(), path.replace("{app}", "2"))
    });
    targets.collect()
}

#[tokio::test]
async fn a_form_whose_identity_has_changed_is_refused_and_nothing_is_done() {
    for (stage, few) in [(Stage::new().await, false), (Stage::on_actix().await, true)] {
        let before = stage.content().await;
        let mut refused = 0;
        for (method, path) in targets() {
            // Not of the caller, of the caller alone when support acts as it, and none at all.
            for made_for in ["1", "visitor", "2+by+5", "2+", "", "2&made_for=2"] {
                let form = format!("price=50&title=x&made_for={made_for}");
                let asked = stage.bare(2, method.clone(), &path);
                let asked = asked.header(ORIGIN, stage.origin()).header(ACCEPT, "*/*");
                let asked = asked.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
                let answer = asked.body(form).send().await.unwrap();
                assert_eq!(answer.status(), StatusCode::CONFLICT, "{path}: {made_for}");
                refused += 1;
            }
            for (kind, header) in [
                (Some("application/json"), Some("1")),
                (Some("application/json"), None),
                (None, None),
                (Some("multipart/form-data; boundary=a"), None),
            ] {
                let mut asked = stage.bare(2, method.clone(), &path);
                asked = asked.header(ORIGIN, stage.origin());
                if let Some(kind) = kind {
                    asked = asked.header(CONTENT_TYPE, kind);
                }
                if let Some(header) = header {
                    asked = asked.header(Identity::HEADER, header);
                }
                let answer = asked.body("made_for=2").send().await.unwrap();
                assert_eq!(answer.status(), StatusCode::CONFLICT, "{path}: {kind:?}");
                refused += 1;
            }
        }
        assert!(refused > 150, "only {refused}, on actix: {few}");
        assert_eq!(before, stage.content().await);
    }
}

#[tokio::test]
async fn the_page_of_such_a_refusal_says_who_is_signed_in_now() {
    let stage = Stage::new().await;
    // The page was opened by person 1. Then, in another tab, person 2 signed in.
    let asked = stage.bare(2, Method::POST, "/items/108/buy");
    let asked = asked
        .header(ORIGIN, stage.origin())
        .header(ACCEPT, "text/html")
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body("price=50.00&made_for=1");
    let answer = asked.send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::CONFLICT);
    let page = answer.text().await.unwrap();
    for words in [
        "made for another user",
        "Nothing was done",
        "Boris Novak",
        "<nav",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[tokio::test]
async fn a_form_from_before_an_impersonation_is_refused_during_it_and_the_other_way_round() {
    let stage = Stage::new().await;
    let suspend = "suspended=yes&made_for=5";
    let post = async |path: &str, body: &'static str| {
        let asked = stage.bare(5, Method::POST, path);
        let asked = asked.header(ORIGIN, stage.origin());
        let asked = asked.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        asked.body(body).send().await.unwrap().status().as_u16()
    };
    stage
        .send(5, Method::POST, "/accounts/2/impersonation", "")
        .await;
    assert_eq!(post("/accounts/8/suspension", suspend).await, 409);
    // Also a button that ends something: the page says who acts as whom.
    assert_eq!(post("/logout", "made_for=5").await, 409);
    assert_eq!(post("/impersonation/end", "made_for=2+by+5").await, 303);
    let as_seller = "suspended=yes&made_for=2+by+5";
    assert_eq!(post("/accounts/8/suspension", as_seller).await, 409);
    assert_eq!(post("/accounts/8/suspension", suspend).await, 303);
}

/// The gate and the guard of a handler both look the caller up. An impersonation may begin between the two.
#[tokio::test]
async fn the_caller_of_a_decision_is_the_one_for_whom_the_form_was_made() {
    let stage = Stage::new().await;
    let state = marketplace::open(&crate::stage::config(&stage.folder)).await;
    let state = state.unwrap();
    let mut headers = axum::http::HeaderMap::new();
    headers.insert("cookie", stage.cookie(5).parse().unwrap());
    let alone = Identity {
        subject: Some(AccountId(5)),
        actor: None,
    };
    let acting = Identity {
        subject: Some(AccountId(2)),
        actor: Some(AccountId(5)),
    };
    let known = async |made_for: Option<&Identity>| {
        let caller = marketplace::web::caller(&headers, &state, made_for).await;
        match caller {
            Ok(_) => true,
            Err(NoCaller::MadeForAnother) => false,
            Err(other) => unreachable!("{other:?}"),
        }
    };
    assert!(known(Some(&alone)).await && !known(Some(&acting)).await);
    stage
        .send(5, Method::POST, "/accounts/2/impersonation", "")
        .await;
    assert!(!known(Some(&alone)).await && known(Some(&acting)).await);
    assert!(known(None).await, "a request that changes nothing");
    assert!(!known(Some(&Identity::default())).await);
    state.database.close().await;
}

#[tokio::test]
async fn the_forms_of_a_refused_impersonation_still_work() {
    let stage = Stage::new().await;
    stage
        .send(5, Method::POST, "/accounts/2/impersonation", "")
        .await;
    sqlx::query("UPDATE accounts SET user_type = 'SupportTierOne' WHERE id = 5")
        .execute(&stage.pool)
        .await
        .unwrap();
    let page = stage.page(5, "/").await;
    let made_for = stage.made_for(5).await;
    assert_eq!(made_for, "2 by 5");
    let forms: Vec<&str> = forms(&page).collect();
    assert_eq!(forms.len(), 2, "{page}");
    for form in forms {
        assert!(form.contains("value=\"2 by 5\""), "{form}");
    }
}

#[tokio::test]
async fn a_token_needs_no_page() {
    let stage = Stage::new().await;
    let form = "name=x&days=1&scope=items:write";
    let answer = stage.send(2, Method::POST, "/accounts/2/apps", form).await;
    let page = answer.text().await.unwrap();
    let (_, rest) = page.split_once("<code class=\"secret\">").unwrap();
    let token = rest.split('<').next().unwrap();
    let asked = stage.bare(0, Method::PUT, "/api/items/102");
    let answer = asked
        .header("authorization", format!("Bearer {token}"))
        .header(CONTENT_TYPE, "application/json")
        // A session beside it does not count.
        .header(COOKIE, stage.cookie(3))
        .body(r#"{"title": "Lamp", "price": "1", "listed": true}"#)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), StatusCode::NO_CONTENT);
}
