//! The pages offer exactly what the caller may do.

use std::collections::BTreeSet;

use reqwest::Method;

use crate::stage::{PEOPLE, Stage};

/// What a page offers: the targets of its links and forms.
fn offered(page: &str) -> BTreeSet<String> {
    let mut targets = BTreeSet::new();
    for mark in ["href=\"/", "action=\"/"] {
        for rest in page.split(mark).skip(1) {
            let target = rest.split('"').next().unwrap();
            targets.insert(format!("/{target}"));
        }
    }
    targets
}

#[tokio::test]
async fn the_page_of_an_item_offers_what_the_endpoints_allow() {
    let stage = Stage::new().await;
    // A plain list, written by hand: what each of the seven is offered on their own listed item,
    // and on another user's.
    let own: [&[&str]; 7] = [
        &[],
        &[],
        &["edit", "price", "bundle", "delete", "advice"],
        &["edit", "price", "bundle", "delete", "advice", "feature"],
        &["advice"],
        &["edit", "advice"],
        &["edit", "price", "bundle", "delete", "advice"],
    ];
    let foreign: [&[&str]; 7] = [
        &[],
        &["buy"],
        &["buy"],
        &["buy"],
        &["advice"],
        &["edit", "advice"],
        &["edit", "price", "bundle", "delete", "advice", "feature"],
    ];
    for (index, (name, person)) in PEOPLE.into_iter().enumerate() {
        for (item, expected) in [(100 + person, own[index]), (108, foreign[index])] {
            if item == 100 {
                continue;
            }
            let page = stage.page(person, &format!("/items/{item}")).await;
            let offers: BTreeSet<String> = offered(&page)
                .iter()
                .filter_map(|target| target.strip_prefix(&format!("/items/{item}/")))
                .map(str::to_owned)
                .collect();
            let expected = expected.iter().map(|one| (*one).to_owned()).collect();
            assert_eq!(offers, expected, "{name} on {item}");
        }
    }
}

#[tokio::test]
async fn no_page_links_to_a_refusal() {
    let stage = Stage::new().await;
    for (name, person) in PEOPLE {
        let mut seen = BTreeSet::new();
        let mut left: Vec<String> = vec!["/".into()];
        while let Some(path) = left.pop() {
            if !seen.insert(path.clone()) {
                continue;
            }
            let answer = stage.get(person, &path).await;
            assert_eq!(answer.status(), 200, "{name}: {path}");
            let page = answer.text().await.unwrap();
            let links = page.split("href=\"/").skip(1);
            left.extend(links.map(|rest| format!("/{}", rest.split('"').next().unwrap())));
        }
        assert!(seen.len() > 8, "{name} sees only {seen:?}");
    }
}

#[tokio::test]
async fn lists_show_only_what_the_caller_may_see() {
    let stage = Stage::new().await;
    let drafts = |page: &str| {
        let targets = offered(page);
        let drafts = targets
            .iter()
            .filter(|target| target.starts_with("/items/2"));
        drafts.cloned().collect::<Vec<_>>()
    };
    assert!(drafts(&stage.page(0, "/").await).is_empty());
    assert!(drafts(&stage.page(1, "/").await).is_empty());
    assert_eq!(drafts(&stage.page(2, "/").await), ["/items/202"]);
    assert_eq!(drafts(&stage.page(6, "/").await).len(), 7);

    let orders = |page: &str| {
        let targets = offered(page);
        let orders = targets
            .iter()
            .filter_map(|target| target.strip_prefix("/orders/"));
        orders.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(orders(&stage.page(1, "/orders").await), ["401"]);
    assert_eq!(orders(&stage.page(2, "/orders").await), ["302", "402"]);
    assert_eq!(orders(&stage.page(4, "/orders").await).len(), 15);
}

#[tokio::test]
async fn a_form_that_is_not_accepted_says_what_to_fix_and_keeps_its_content() {
    let stage = Stage::new().await;
    let before = stage.content().await;
    let form = "title=&description=Still+here&price=free";
    for path in ["/items", "/items/102/edit"] {
        let answer = stage.send(2, Method::POST, path, form).await;
        assert_eq!(answer.status(), 422, "{path}");
        let page = answer.text().await.unwrap();
        for words in [
            "enter a title",
            "enter a price",
            "Still here",
            "aria-invalid",
            "value=\"free\"",
        ] {
            assert!(page.contains(words), "{path}: {words}: {page}");
        }
    }
    let answer = stage
        .send(2, Method::POST, "/items/102/edit", "title=x")
        .await;
    assert_eq!(answer.status(), 422);
    assert_eq!(before, stage.content().await);
}

#[tokio::test]
async fn input_is_shown_as_text_and_never_as_markup() {
    let stage = Stage::new().await;
    let form =
        "title=%3Cscript%3Ealert(1)%3C/script%3E&description=%22%3E%3Cb%3E&price=1&listed=yes";
    let answer = stage.send(2, Method::POST, "/items", form).await;
    let path = answer.headers()["location"].to_str().unwrap().to_owned();
    for path in [path.clone(), format!("{path}/edit"), "/".into()] {
        let page = stage.page(2, &path).await;
        assert!(page.contains("&lt;script&gt;"), "{path}");
        let own = "<script type=\"module\" src=\"/script/page.js\"></script>";
        let page = page.replacen(own, "", 1);
        assert!(!page.contains("<script") && !page.contains("<b>"), "{path}");
    }
}

#[tokio::test]
async fn an_empty_marketplace_says_so() {
    let stage = Stage::new().await;
    sqlx::raw_sql("DELETE FROM orders; DELETE FROM items;")
        .execute(&stage.pool)
        .await
        .unwrap();
    assert!(
        stage
            .page(0, "/")
            .await
            .contains("There is nothing here yet.")
    );
    assert!(
        stage
            .page(2, "/")
            .await
            .contains("Be the first to sell something.")
    );
    assert!(
        stage
            .page(1, "/orders")
            .await
            .contains("There are no orders yet.")
    );
}
