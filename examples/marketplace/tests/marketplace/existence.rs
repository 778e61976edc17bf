//! What a caller may not know of and what does not exist answer the same bytes, whatever is asked.

use reqwest::{Method, Response, header::ACCEPT};

use crate::stage::Stage;

/// Everything that a caller can see of an answer.
pub(crate) async fn seen(answer: Response) -> String {
    let status = answer.status();
    let mut headers: Vec<String> = answer
        .headers()
        .iter()
        .filter(|(name, _)| *name != "date")
        .map(|(name, value)| format!("{name}: {value:?}"))
        .collect();
    headers.sort();
    format!(
        "{status}\n{}\n\n{}",
        headers.join("\n"),
        answer.text().await.unwrap()
    )
}

#[tokio::test]
async fn a_hidden_resource_and_a_missing_one_answer_the_same_bytes() {
    for stage in [Stage::new().await, Stage::on_actix().await] {
        let hidden = [
            (0, "/items/208", "/items/4711"),
            (1, "/items/201", "/items/4711"),
            (2, "/items/208", "/items/4711"),
            (1, "/orders/308", "/orders/4711"),
            (2, "/orders/308", "/orders/4711"),
            (3, "/accounts/8", "/accounts/4711"),
            (3, "/accounts/8", "/accounts/nonsense"),
            (3, "/accounts/8", "/there/is/no/such/page"),
            (2, "/items/208/edit", "/items/4711/edit"),
            (3, "/items/208/delete", "/items/4711/delete"),
            (2, "/items/208/advice", "/items/4711/advice"),
            (2, "/accounts/8/apps", "/accounts/4711/apps"),
            (2, "/api/items/208", "/api/items/4711"),
            (2, "/api/orders/308", "/api/orders/4711"),
        ];
        for (person, hidden, missing) in hidden {
            for accept in ["*/*", "text/html", "application/json"] {
                let ask = |path| {
                    let request = stage.bare(person, Method::GET, path);
                    request.header(ACCEPT, accept).send()
                };
                let one = seen(ask(hidden).await.unwrap()).await;
                let other = seen(ask(missing).await.unwrap()).await;
                assert!(one.starts_with("404"), "{one}");
                assert_eq!(one, other, "{person}: {hidden}, {missing}, {accept}");
            }
        }
    }
}

const ITEM: &str = "title=Lamp&description=Bright&price=12.50&listed=yes";
const OFFER: &str = r#"{"title": "Lamp", "price": "12.50", "listed": true}"#;

/// A foreign draft, order, account or application, and a number that does not exist.
const WRITES: [(&str, &str, &str, &str); 12] = [
    ("POST", "/items/208/edit", "/items/4711/edit", ITEM),
    ("POST", "/items/208/price", "/items/4711/price", "price=9"),
    ("POST", "/items/208/delete", "/items/4711/delete", ""),
    ("POST", "/items/208/buy", "/items/4711/buy", "price=50.00"),
    (
        "POST",
        "/items/208/feature",
        "/items/4711/feature",
        "featured=yes",
    ),
    (
        "POST",
        "/items/208/bundle",
        "/items/4711/bundle",
        "with=103",
    ),
    ("POST", "/orders/308/refund", "/orders/4711/refund", ""),
    (
        "POST",
        "/accounts/8/transfer",
        "/accounts/4711/transfer",
        "amount=50.00&payee=7",
    ),
    (
        "POST",
        "/accounts/8/apps",
        "/accounts/4711/apps",
        "name=Lister&scope=items:read&days=30",
    ),
    (
        "POST",
        "/apps/8/disconnection",
        "/apps/4711/disconnection",
        "",
    ),
    ("PUT", "/api/items/208", "/api/items/4711", OFFER),
    ("DELETE", "/api/items/208", "/api/items/4711", ""),
];

#[tokio::test]
async fn every_action_on_a_hidden_resource_answers_as_on_a_missing_one() {
    for stage in [Stage::new().await, Stage::on_actix().await] {
        let before = stage.content().await;
        for (method, hidden, missing, form) in WRITES {
            let method: Method = method.parse().unwrap();
            // The third is a premium seller, who may feature items.
            let one = seen(stage.send(3, method.clone(), hidden, form).await).await;
            let other = seen(stage.send(3, method, missing, form).await).await;
            assert!(one.starts_with("404"), "{hidden}: {one}");
            assert_eq!(one, other, "{hidden}");
        }
        // Both halves of a bundle.
        let with = async |number: &str| {
            let form = format!("with={number}");
            seen(
                stage
                    .send(3, Method::POST, "/items/103/bundle", &form)
                    .await,
            )
            .await
        };
        let foreign = with("208").await;
        assert!(foreign.starts_with("404"), "{foreign}");
        assert_eq!(foreign, with("4711").await);
        assert_eq!(before, stage.content().await);
    }
}
