//! Failures and refusals: what the caller is told, in which format, and what only the demonstration tells.

use marketplace::{Config, web::Mode};
use reqwest::{
    Method, Response, StatusCode,
    header::{ACCEPT, CONTENT_TYPE},
};
use serde_json::Value;
use tempfile::TempDir;

use crate::stage::{Person, Stage, config, file};

/// What the page of the demonstration begins its explanation with.
const WHY: &str = "shown only in this demonstration";

/// A marketplace that shows explanations, with the rows and sessions of an ordinary one.
async fn demonstration() -> Stage {
    let Stage {
        running,
        pool,
        folder,
        cookies,
        ..
    } = Stage::new().await;
    pool.close().await;
    running.stop().await.unwrap();
    let config = Config {
        mode: Mode::Demonstration,
        ..config(&folder)
    };
    Stage::configured(folder, cookies, config).await
}

async fn browse(stage: &Stage, person: Person, method: Method, path: &str, form: &str) -> Response {
    let asked = stage.asked(person, method, path, form).await;
    asked.header(ACCEPT, "text/html").send().await.unwrap()
}

/// Requests that are refused, with what the page says.
const REFUSED: [(Person, &str, &str, &str, &str); 5] = [
    (
        1,
        "GET",
        "/settings",
        "",
        "Change the notice that every page shows, and turn experiments on and off",
    ),
    (
        2,
        "GET",
        "/items/108/edit",
        "",
        "Change an item&#39;s title, description or price",
    ),
    (2, "POST", "/items/308/buy", "price=50", "Buy an item"),
    (
        1,
        "POST",
        "/accounts/1/transfer",
        "amount=200&payee=2",
        "Move credit from one account to another",
    ),
    (
        3,
        "POST",
        "/items/103/bundle",
        "with=108",
        "Join two listings into one",
    ),
];

#[tokio::test]
async fn the_page_of_a_refusal_keeps_the_navigation_and_names_caller_action_and_reason() {
    for stage in [Stage::new().await, Stage::on_actix().await] {
        let names = ["Visitor", "Ada Lindqvist", "Boris Novak", "Chiara Rossi"];
        for (person, method, path, form, title) in REFUSED {
            let method: Method = method.parse().unwrap();
            let answer = browse(&stage, person, method, path, form).await;
            let status = answer.status();
            let page = answer.text().await.unwrap();
            if status == StatusCode::NOT_FOUND {
                // This route is not on actix-web.
                continue;
            }
            assert_eq!(status, StatusCode::FORBIDDEN, "{path}");
            let title = title.replace("&#39;", "'");
            for words in [
                title.as_str(),
                names[usize::try_from(person).unwrap()],
                "<nav aria-label=\"Main\">",
                "href=\"/orders\"",
                "action=\"/logout\"",
            ] {
                assert!(page.contains(words), "{path}: {words}: {page}");
            }
            for rule in [WHY, "allow if", "SupportTier", "does not hold", "owner"] {
                assert!(!page.contains(rule), "{path}: {rule}: {page}");
            }
        }
        let answer = browse(&stage, 2, Method::POST, "/items/308/buy", "price=50").await;
        let page = answer.text().await.unwrap();
        assert!(page.contains("This item is not for sale"), "{page}");
        // A visitor has navigation as well, and is asked to sign in.
        let page = browse(&stage, 0, Method::GET, "/orders", "").await;
        assert_eq!(page.status(), StatusCode::UNAUTHORIZED);
        let page = page.text().await.unwrap();
        assert!(page.contains("<nav aria-label=\"Main\">"), "{page}");
        assert!(page.contains("href=\"/login\""), "{page}");
    }
}

#[tokio::test]
async fn the_demonstration_explains_a_refusal_and_production_does_not() {
    let stage = demonstration().await;
    for (person, method, path, form, _) in REFUSED {
        let method: Method = method.parse().unwrap();
        let answer = browse(&stage, person, method.clone(), path, form).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{path}");
        let page = answer.text().await.unwrap();
        assert!(page.contains(WHY), "{path}: {page}");
        let (_, explained) = page.split_once("<pre").unwrap();
        assert!(explained.contains("denied"), "{path}: {page}");
        // Programs get no more than in production.
        let answer = stage.send(person, method, path, form).await;
        let text = answer.text().await.unwrap();
        assert!(!text.contains("denied") && !text.contains("=>"), "{text}");
    }
    let page = browse(&stage, 2, Method::GET, "/items/108/edit", "").await;
    let page = page.text().await.unwrap();
    for words in [
        "edit_item",
        "Seller =&gt; allow if owner",
        "`owner` does not hold",
        "src/permissions/items.rs",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let page = browse(&stage, 1, Method::POST, "/items/108/buy", "price=1").await;
    let page = page.text().await.unwrap();
    assert!(page.contains("The price has changed"), "{page}");
}

#[tokio::test]
async fn what_is_hidden_stays_hidden_and_only_the_demonstration_says_why() {
    for (stage, explains) in [
        (Stage::new().await, false),
        (Stage::on_actix().await, false),
        (demonstration().await, true),
    ] {
        for (person, hidden) in [(2, "/items/208"), (3, "/accounts/8"), (2, "/orders/308")] {
            let answer = browse(&stage, person, Method::GET, hidden, "").await;
            assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{hidden}");
            let page = answer.text().await.unwrap();
            assert_eq!(page.contains(WHY), explains, "{hidden}: {page}");
        }
        for missing in ["/items/4711", "/nowhere", "/items/nonsense"] {
            let answer = browse(&stage, 2, Method::GET, missing, "").await;
            assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{missing}");
            let page = answer.text().await.unwrap();
            assert!(!page.contains(WHY), "{missing}: {page}");
        }
    }
}

#[tokio::test]
async fn an_explanation_is_no_decision_of_the_application() {
    let stage = demonstration().await;
    stage.recorder.clear();
    browse(&stage, 2, Method::GET, "/items/108/edit", "").await;
    let refused = stage.recorder.checks();
    assert_eq!(refused, [("edit_item", false)]);
}

#[tokio::test]
async fn a_caller_gets_a_page_only_if_it_prefers_one_whatever_went_wrong() {
    for stage in [Stage::new().await, Stage::on_actix().await] {
        // A refusal, something that does not exist, and another failure.
        for (path, status) in [
            ("/orders", StatusCode::UNAUTHORIZED),
            ("/items/4711", StatusCode::NOT_FOUND),
            ("/items/buy", StatusCode::NOT_FOUND),
        ] {
            for (accept, html) in [
                ("text/html", true),
                ("text/html;q=0.9, */*;q=0.8", true),
                ("text/html;q=0.1, application/json", false),
                ("text/html;q=0", false),
                ("application/json;x=\"text/html\"", false),
                ("application/json", false),
                ("*/*", false),
            ] {
                let asked = stage.bare(0, Method::GET, path).header(ACCEPT, accept);
                let answer = asked.send().await.unwrap();
                assert_eq!(answer.status(), status, "{path}: {accept}");
                let kind = answer.headers()[CONTENT_TYPE].to_str().unwrap();
                let page = kind.starts_with("text/html");
                assert_eq!(page, html, "{path}: {accept}: {kind}");
                assert_eq!(answer.headers()["vary"], "accept", "{path}");
                assert_eq!(answer.headers()["cache-control"], "no-store", "{path}");
            }
        }
    }
}

#[tokio::test]
async fn the_title_of_a_problem_is_the_phrase_of_its_status() {
    for (stage, on_actix) in [(Stage::new().await, false), (Stage::on_actix().await, true)] {
        let mut seen = Vec::new();
        for (person, method, path, sent) in [
            (0, Method::GET, "/orders", ""),
            (1, Method::GET, "/support", ""),
            (1, Method::GET, "/nowhere", ""),
            (2, Method::POST, "/items/102/edit", "title=x"),
            (2, Method::POST, "/items/108/buy", "cost=1"),
            (2, Method::POST, "/items/102/bundle", "with=102"),
            (2, Method::POST, "/api/items", "{}"),
            (
                2,
                Method::POST,
                "/api/items",
                r#"{"title": "", "price": "x", "listed": true}"#,
            ),
            (1, Method::PATCH, "/items/102/edit", ""),
        ] {
            let answer = stage.send(person, method, path, sent).await;
            let status = answer.status();
            let kind = answer.headers().get(CONTENT_TYPE).cloned();
            assert!(status.is_client_error(), "{path}: {status}");
            assert_eq!(
                kind.unwrap(),
                "application/problem+json",
                "{path}: {status}"
            );
            let text = answer.text().await.unwrap();
            let problem: Value = serde_json::from_str(&text).unwrap();
            assert_eq!(problem["type"], "about:blank", "{path}");
            assert_eq!(problem["status"], status.as_u16(), "{path}");
            assert_eq!(
                problem["title"].as_str(),
                status.canonical_reason(),
                "{path}: {problem}"
            );
            seen.push(status.as_u16());
        }
        for status in [401, 403, 404, 422] {
            assert!(seen.contains(&status), "{status} on actix: {on_actix}");
        }
    }
}

/// The program explains unless it is told to answer as a production system.
#[cfg(unix)]
#[tokio::test]
async fn the_program_explains_only_on_this_machine_and_not_for_production() {
    use std::{
        io::{BufRead as _, BufReader},
        process::{Command, Stdio},
    };
    let reached_by_others = ["--host", "shop.example"];
    for arguments in [&[][..], &["--production"], &reached_by_others] {
        let folder = TempDir::new().unwrap();
        let mut program = Command::new(env!("CARGO_BIN_EXE_marketplace"));
        program.arg("--database").arg(file(&folder));
        program.args(["--port", "0"]);
        program.args(arguments);
        let mut child = program
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        said.read_line(&mut line).unwrap();
        let (_, origin) = line.trim().split_once(": ").unwrap();
        let asked = reqwest::Client::new().get(format!("{origin}/items/5"));
        let answer = asked.header(ACCEPT, "text/html").send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
        let page = answer.text().await.unwrap();
        assert_eq!(page.contains(WHY), arguments.is_empty(), "{page}");
        let told = Command::new("kill").arg(child.id().to_string()).status();
        assert!(told.unwrap().success());
        assert!(child.wait().unwrap().success());
    }
}
