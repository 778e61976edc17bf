//! The OpenAPI document, compared with the routes and with their answers.

use std::collections::BTreeSet;

use marketplace::{
    domain::{FLAGS, User, UserType},
    handlers::{document, routes},
};
use permit::{Permissions, UserType as _};
use permit_axum::RouteInfo;
use reqwest::{
    Method, StatusCode,
    header::{CACHE_CONTROL, CONTENT_TYPE},
};
use serde_json::{Value, json};

use crate::{
    cases::CASES,
    stage::{PEOPLE, Stage},
};

/// The document as it is served.
async fn served(stage: &Stage) -> Value {
    let answer = stage.get(0, "/openapi.json").await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.headers()[CONTENT_TYPE], "application/json");
    serde_json::from_str(&answer.text().await.unwrap()).unwrap()
}

/// The operation of a route, if the document has one.
fn operation<'d>(document: &'d Value, route: &RouteInfo) -> Option<&'d Value> {
    document["paths"]
        .get(&route.path)?
        .get(route.method.to_lowercase())
}

/// How many operations there are.
fn operations(document: &Value) -> usize {
    let paths = document["paths"].as_object().unwrap().values();
    paths
        .map(|methods| methods.as_object().unwrap().len())
        .sum()
}

#[tokio::test]
async fn each_operation_says_what_guards_its_route() {
    let document = served(&Stage::new().await).await;
    let router = routes();
    let (mut guarded, mut open) = (0, 0);
    for route in router.routes() {
        let Some(operation) = operation(&document, route) else {
            continue;
        };
        let refusal = |status: &str| {
            let problem = &operation["responses"][status]["content"]["application/problem+json"];
            problem["schema"]["$ref"] == "#/components/schemas/PermitRefusal"
        };
        let refusals = ["401", "403", "503"].map(refusal);
        if let Some(action) = route.guard.action() {
            assert_eq!(operation["x-permit-action"], action, "{route}");
            assert_eq!(refusals, [true; 3], "{route}");
            guarded += 1;
        } else {
            assert!(operation.get("x-permit-action").is_none(), "{route}");
            assert_eq!(refusals, [false; 3], "{route}");
            open += 1;
        }
    }
    assert_eq!(
        guarded + open,
        operations(&document),
        "each operation has a route"
    );
    assert!(guarded > open && open > 0, "{guarded} and {open}");
}

#[test]
fn every_operation_has_a_route_and_every_api_route_has_an_operation() {
    let (_, differences) = document();
    assert_eq!(differences.operations, []);
    let left_out = differences.routes.iter();
    let mut left_out = left_out.filter(|route| route.path.starts_with("/api"));
    assert_eq!(left_out.next(), None);
}

#[tokio::test]
async fn exactly_the_routes_that_answer_json_are_operations() {
    let stage = Stage::new().await;
    let document = served(&stage).await;
    let router = routes();
    let (mut programs, mut browsers) = (BTreeSet::new(), BTreeSet::new());
    for route in router.routes().iter().filter(|route| route.path != "*") {
        let endpoint = format!("{} {}", route.method, route.path);
        let mut asked: Vec<_> = CASES
            .iter()
            .filter(|case| case.endpoint == endpoint)
            .flat_map(|case| PEOPLE.map(|(_, person)| (person, case.path(person), case.form)))
            .collect();
        if asked.is_empty() {
            let path = route.path.replace("{file}", "page.js");
            asked.push((0, path, "account=1"));
        }
        let method: Method = route.method.parse().unwrap();
        let mut answered = 0;
        for (person, path, form) in asked {
            let answer = stage.send(person, method.clone(), &path, form).await;
            stage.reset().await;
            let status = answer.status();
            if status.is_client_error() {
                continue;
            }
            let kind = answer.headers().get(CONTENT_TYPE);
            let kind = kind.map(|kind| kind.to_str().unwrap());
            let for_programs = status == StatusCode::NO_CONTENT || kind == Some("application/json");
            let described = operation(&document, route).is_some();
            assert_eq!(for_programs, described, "{endpoint}: {status} {kind:?}");
            answered += 1;
        }
        assert!(answered > 0, "{endpoint}");
        let is_described = operation(&document, route).is_some();
        let side = if is_described {
            &mut programs
        } else {
            &mut browsers
        };
        side.insert(endpoint);
    }
    assert_eq!(programs.len(), operations(&document));
    assert!(browsers.len() > programs.len(), "{browsers:?}");
}

#[tokio::test]
async fn the_document_is_the_same_for_everyone_and_reveals_no_rule() {
    let stage = Stage::new().await;
    let mut texts = BTreeSet::new();
    for (_, person) in PEOPLE {
        let answer = stage.get(person, "/openapi.json").await;
        texts.insert(answer.text().await.unwrap());
    }
    assert_eq!(texts.len(), 1, "it is the same for everyone");
    let text = texts.pop_first().unwrap();
    let conditions = User::ACTIONS
        .iter()
        .flat_map(|action| action.conditions().iter().chain(action.requirements()))
        .map(|condition| condition.name);
    let types = UserType::ALL.iter().map(|one| one.name());
    let flags = FLAGS.iter().map(|flag| flag.name);
    let secrets: BTreeSet<_> = conditions.chain(types).chain(flags).collect();
    assert!(secrets.len() > 20, "{secrets:?}");
    for secret in secrets {
        assert!(!text.contains(secret), "{secret}");
    }
}

/// The schema that a reference points to.
fn resolved<'d>(document: &'d Value, schema: &'d Value) -> &'d Value {
    match schema["$ref"].as_str() {
        Some(reference) => document.pointer(reference.trim_start_matches('#')).unwrap(),
        None => schema,
    }
}

/// Whether a value matches its schema, for the kinds of schema that this document uses.
fn is(document: &Value, schema: &Value, value: &Value) -> bool {
    let schema = resolved(document, schema);
    if let Some(choices) = schema["oneOf"].as_array() {
        return choices.iter().any(|choice| is(document, choice, value));
    }
    let names = schema["enum"].as_array();
    let is_named = names.is_none_or(|names| names.contains(value));
    is_named
        && match (schema["type"].as_str(), value) {
            (Some("string"), Value::String(_)) | (Some("boolean"), Value::Bool(_)) => true,
            (Some("integer"), Value::Number(number)) => number.is_i64(),
            (Some("array"), Value::Array(all)) => {
                all.iter().all(|one| is(document, &schema["items"], one))
            }
            (Some("object"), Value::Object(fields)) => {
                let mut required = schema["required"].as_array().into_iter().flatten();
                let is_there = |name: &Value| fields.contains_key(name.as_str().unwrap());
                let is_known = |(name, field): (&String, &Value)| {
                    let known = schema["properties"].get(name);
                    let known = known.or(schema.get("additionalProperties"));
                    known.is_some_and(|schema| is(document, schema, field))
                };
                required.all(is_there) && fields.iter().all(is_known)
            }
            _ => false,
        }
}

#[tokio::test]
async fn every_answer_matches_its_schema_in_the_document() {
    let stage = Stage::new().await;
    let document = served(&stage).await;
    let wrong = json!({ "title": "", "price": "free", "listed": true }).to_string();
    let offer = json!({ "title": "Lamp", "price": "12.50", "listed": true }).to_string();
    let asked = [
        ("GET", "/api/items", "/api/items?page=1", "", 200),
        ("GET", "/api/items/{item}", "/api/items/202", "", 200),
        ("GET", "/api/orders", "/api/orders", "", 200),
        ("GET", "/api/orders/{order}", "/api/orders/302", "", 200),
        ("GET", "/me/abilities", "/me/abilities", "", 200),
        ("POST", "/api/items", "/api/items", offer.as_str(), 201),
        ("POST", "/api/items", "/api/items", wrong.as_str(), 422),
        (
            "POST",
            "/api/items/{item}/purchase",
            "/api/items/108/purchase",
            r#"{ "price": "49.99" }"#,
            403,
        ),
        (
            "POST",
            "/api/items/{item}/purchase",
            "/api/items/108/purchase",
            r#"{ "price": "free" }"#,
            422,
        ),
        (
            "POST",
            "/api/items/{item}/purchase",
            "/api/items/108/purchase",
            r#"{ "price": "50.00" }"#,
            201,
        ),
        (
            "PUT",
            "/api/items/{item}",
            "/api/items/202",
            wrong.as_str(),
            422,
        ),
        (
            "PUT",
            "/api/items/{item}",
            "/api/items/108",
            offer.as_str(),
            403,
        ),
    ];
    for (method, template, path, sent, status) in asked {
        let about = format!("{method} {path} {sent}");
        let answer = stage.send(2, method.parse().unwrap(), path, sent).await;
        assert_eq!(answer.status(), status, "{about}");
        if status >= 400 {
            assert_eq!(answer.headers()[CACHE_CONTROL], "no-store", "{about}");
        }
        let kind = answer.headers()[CONTENT_TYPE].to_str().unwrap().to_owned();
        let value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
        let operation = &document["paths"][template][method.to_lowercase()];
        let content = &operation["responses"][status.to_string()]["content"];
        let schema = content
            .get(&kind)
            .unwrap_or_else(|| panic!("{about}: {kind}"));
        let schema = resolved(&document, &schema["schema"]);
        assert!(
            is(&document, schema, &value),
            "{about}: {value:#} does not match {schema:#}"
        );
    }
}

#[tokio::test]
async fn a_program_posts_changes_and_deletes_an_item() {
    let stage = Stage::new().await;
    let offer =
        |title: &str| json!({ "title": title, "price": "12.50", "listed": true }).to_string();
    let answer = stage
        .send(2, Method::POST, "/api/items", &offer("Lamp"))
        .await;
    let at = answer.headers()["location"].to_str().unwrap().to_owned();
    let title = || async {
        let answer = stage.get(0, &at).await;
        let item: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
        item["title"].clone()
    };
    assert_eq!(title().await, "Lamp");
    let answer = stage.send(2, Method::PUT, &at, &offer("Chair")).await;
    assert_eq!(answer.status(), StatusCode::NO_CONTENT);
    assert_eq!(title().await, "Chair");
    let answer = stage.send(2, Method::DELETE, &at, "").await;
    assert_eq!(answer.status(), StatusCode::NO_CONTENT);
    assert_eq!(stage.get(0, &at).await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_body_that_is_not_as_described_is_refused_and_changes_nothing() {
    let stage = Stage::new().await;
    let before = stage.content().await;
    for sent in [
        "{",
        "{}",
        "title=Lamp&price=1",
        r#"{"title": 1, "price": "1", "listed": true}"#,
    ] {
        for (method, path) in [
            (Method::POST, "/api/items"),
            (Method::PUT, "/api/items/102"),
        ] {
            let answer = stage.send(2, method, path, sent).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{sent}");
            let text = answer.text().await.unwrap();
            assert!(text.contains("/openapi.json"), "{text}");
        }
    }
    assert_eq!(before, stage.content().await);
}
