//! Impersonation shows what the customer sees and lends no powers: every endpoint, page and list.

use std::collections::BTreeSet;

use marketplace::domain::User;
use permit::Permissions as _;
use reqwest::{Method, StatusCode};
use serde_json::Value;

use crate::{
    cases::CASES,
    stage::{Person, Stage},
};

/// The member of support and the seller whom it acts as.
const ACTING: [(Person, Person); 3] = [(5, 2), (6, 2), (6, 3)];

/// The actions of a seller that only show something. A new action is not one of them until it is written
/// here.
const SHOWING: [&str; 4] = ["view_item", "view_order", "view_account", "advise_price"];

async fn begin(staff: Person, seller: Person) -> Stage {
    let stage = Stage::new().await;
    let path = format!("/accounts/{seller}/impersonation");
    let answer = stage.send(staff, Method::POST, &path, "").await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    stage
}

#[tokio::test]
async fn on_every_endpoint_support_gets_what_the_customer_gets_or_a_refusal() {
    for (staff, seller) in ACTING {
        let stage = begin(staff, seller).await;
        let before = stage.content().await;
        let (mut shown, mut refused) = (BTreeSet::new(), 0);
        for case in CASES {
            let index = usize::try_from(seller).unwrap();
            let (method, path) = (case.method(), case.path(seller));
            let answer = stage.send(staff, method.clone(), &path, case.form).await;
            let about = format!("{staff} as {seller}: {method} {path} {}", case.form);
            let status = answer.status();
            if SHOWING.contains(&case.action) {
                assert_eq!(status.as_u16(), case.answers[index], "{about}");
            } else {
                assert!([403, 404].contains(&status.as_u16()), "{about}: {status}");
                refused += 1;
            }
            if status.is_success() {
                assert!(method.is_safe(), "{about}");
                shown.insert(case.endpoint);
            }
            // A refusal and a page: neither changes anything.
            assert_eq!(before, stage.content().await, "{about}");
        }
        assert!(refused > 50, "only {refused}");
        assert_eq!(shown.len(), 10, "{shown:?}");
    }
}

#[test]
fn an_action_that_changes_something_is_never_impersonated() {
    let barred = |key: &str| {
        let table = User::ACTIONS.iter().find(|table| table.key() == key);
        table.unwrap().never_impersonated()
    };
    for table in User::ACTIONS {
        // The desk and the matrix show something, and no customer may open them. Jobs are not impersonated.
        let other = ["open_support_desk", "view_matrix", "forget_app"].contains(&table.key());
        let expected = !SHOWING.contains(&table.key()) && !other;
        assert_eq!(barred(table.key()), expected, "{}", table.key());
    }
}

/// The text without each part from `open` to `close`.
fn without(text: &str, open: &str, close: &str) -> String {
    let mut parts = text.split(open);
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |left, part| left + part.split_once(close).unwrap().1)
}

/// The content of a page without what only offers something: forms, buttons, and what the script reads.
fn content(page: &str) -> String {
    let (_, content) = page.split_once("<main").unwrap();
    let content = without(content, "<form", "</form>");
    let content = without(&content, "<a class=\"button", "</a>");
    let content = without(&content, "<div class=\"actions\">", "</div>");
    let parts = content.split("data-abilities=\"");
    let parts = parts.map(|part| part.split_once("\">").map_or(part, |(_, rest)| rest));
    parts.collect()
}

#[tokio::test]
async fn support_sees_the_pages_of_the_customer_and_nothing_of_its_own() {
    for (staff, seller) in ACTING {
        let stage = begin(staff, seller).await;
        for path in [
            "/".to_owned(),
            format!("/items/10{seller}"),
            format!("/items/20{seller}"),
            "/items/108".to_owned(),
            "/orders".to_owned(),
            format!("/orders/30{seller}"),
            format!("/orders/40{seller}"),
            format!("/accounts/{seller}"),
            format!("/items/10{seller}/advice"),
        ] {
            let (seen, own) = (
                stage.page(staff, &path).await,
                stage.page(seller, &path).await,
            );
            assert_eq!(content(&seen), content(&own), "{staff} as {seller}: {path}");
            // The navigation leads nowhere that the customer's does not.
            let links = |page: &str| -> BTreeSet<String> {
                let (_, nav) = page.split_once("<nav").unwrap();
                let (nav, _) = nav.split_once("</nav>").unwrap();
                let links = nav.split("href=\"").skip(1);
                links
                    .map(|rest| rest.split('"').next().unwrap().to_owned())
                    .collect()
            };
            assert!(links(&seen).is_subset(&links(&own)), "{path}");
            for foreign in [
                "\"/support\"",
                "\"/settings\"",
                "/suspension",
                "/refund",
                "/buy\"",
            ] {
                assert!(!seen.contains(foreign), "{path}: {foreign}");
            }
        }
        for hidden in ["/items/208", "/orders/308", "/accounts/8"] {
            let status = stage.get(staff, hidden).await.status();
            assert_eq!(status, StatusCode::NOT_FOUND, "{hidden}");
        }
    }
}

#[tokio::test]
async fn lists_and_abilities_are_those_of_the_customer() {
    for (staff, seller) in ACTING {
        let stage = begin(staff, seller).await;
        let json = async |person, path: &str| -> Value {
            let text = stage.get(person, path).await.text().await.unwrap();
            serde_json::from_str(&text).unwrap()
        };
        for path in ["/api/items", "/api/orders", "/api/items?page=2"] {
            assert_eq!(json(staff, path).await, json(seller, path).await, "{path}");
        }
        let own = json(seller, "/me/abilities").await;
        let abilities = json(staff, "/me/abilities").await;
        for (action, ability) in abilities.as_object().unwrap() {
            let expected = if SHOWING.contains(&action.as_str()) {
                own[action].clone()
            } else {
                Value::from("never")
            };
            assert_eq!(*ability, expected, "{staff} as {seller}: {action}");
        }
    }
}

#[tokio::test]
async fn the_page_of_a_refusal_says_that_another_user_is_acted_as() {
    let stage = begin(5, 2).await;
    let page = stage.page(5, "/items/102/edit").await;
    assert!(page.contains("You act as another user"), "{page}");
    assert!(page.contains("Stop acting as Boris Novak"), "{page}");
}
