//! What a browser makes of the pages, measured in a browser.

use std::{
    fmt::Write as _,
    fs,
    io::{self, Write as _},
    path::Path,
    process::Command,
};

use marketplace::pages::STYLE;
use reqwest::Method;
use serde_json::Value;
use tempfile::TempDir;

use crate::stage::Stage;

/// The browser, if there is one. Without it the test is skipped, or fails if `PERMIT_REQUIRE_CHROMIUM` is 1.
pub(crate) fn browser() -> Option<&'static str> {
    let found = ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .find(|name| Command::new(name).arg("--version").output().is_ok());
    if found.is_none() {
        let required = std::env::var_os("PERMIT_REQUIRE_CHROMIUM");
        assert!(
            required.is_none_or(|value| value != "1"),
            "the layout cannot be measured, and PERMIT_REQUIRE_CHROMIUM is set: install Chromium"
        );
        // Not with `eprintln!`, whose output is not shown when a test passes.
        let words = b"skipped: the layout is not tested: Chromium is not installed\n";
        io::stderr().write_all(words).unwrap();
    }
    found
}

/// A page for a frame: with the style inside, and without the script, which would ask the marketplace.
fn framed(name: &str, page: &str, width: u32) -> String {
    let style = format!("<style>{STYLE}</style>");
    let page = page.replace("<link rel=\"stylesheet\" href=\"/style.css\">", &style);
    assert!(page.contains("<style>"), "{name}");
    let script = "<script type=\"module\" src=\"/script/page.js\"></script>";
    let page = page.replace(script, "").replace('&', "&amp;");
    let page = page.replace('"', "&quot;");
    format!("<iframe name=\"{name}\" width=\"{width}\" height=\"844\" srcdoc=\"{page}\"></iframe>")
}

/// What the browser measures of these pages, each by its name.
fn measured(browser: &str, pages: &[(String, String)], width: u32) -> Vec<Value> {
    let folder = TempDir::new().unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scripts/measure.js");
    let script = fs::read_to_string(script).unwrap();
    let mut document = "<!doctype html><pre></pre>".to_owned();
    for (name, page) in pages {
        document += &framed(name, page, width);
    }
    write!(
        document,
        "<script>addEventListener(\"load\", () => {{ {script} }});</script>"
    )
    .unwrap();
    let file = folder.path().join("pages.html");
    fs::write(&file, document).unwrap();
    let output = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
        ])
        .args(["--disable-background-networking", "--dump-dom"])
        .arg(format!("--user-data-dir={}", folder.path().display()))
        .arg(format!("file://{}", file.display()))
        .output()
        .unwrap();
    let dom = String::from_utf8(output.stdout).unwrap();
    let (_, rest) = dom.split_once("<pre>").unwrap();
    let (told, _) = rest.split_once("</pre>").unwrap();
    let told = told
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">");
    let Value::Array(all) = serde_json::from_str(&told).unwrap() else {
        unreachable!("the script writes a list");
    };
    assert_eq!(all.len(), pages.len());
    all
}

/// Some pages of each kind, for callers who see different things.
async fn pages() -> Vec<(String, String)> {
    let stage = Stage::new().await;
    let block = "change=block&action=edit_item&user_type=Shopper&ends=hour&reason=x&message=Paused";
    stage.send(6, Method::POST, "/policy", block).await;
    let mut pages = Vec::new();
    for (person, path) in [
        (0, "/"),
        (0, "/login"),
        (0, "/orders"),
        (1, "/items/108"),
        (1, "/settings"),
        (2, "/"),
        (2, "/items/102"),
        (2, "/items/new"),
        (2, "/items/102/delete"),
        (2, "/accounts/2"),
        (2, "/accounts/2/apps"),
        (2, "/nowhere"),
        (3, "/orders"),
        (3, "/orders/303"),
        (6, "/support"),
        (6, "/permissions"),
        (6, "/settings"),
        (6, "/policy"),
        (6, "/accounts/2"),
    ] {
        let page = stage.page(person, path).await;
        pages.push((format!("{person} at {path}"), page));
    }
    stage
        .send(5, Method::POST, "/accounts/2/impersonation", "")
        .await;
    pages.push(("5 as 2 at /".to_owned(), stage.page(5, "/").await));
    pages
}

#[tokio::test]
async fn on_a_phone_what_a_finger_hits_is_44_pixels_high_and_nothing_scrolls_sideways() {
    let Some(browser) = browser() else { return };
    let pages = pages().await;
    let mut touched = 0;
    for page in measured(browser, &pages, 390) {
        let name = &page["name"];
        assert_eq!(page["low"], Value::Array(Vec::new()), "{name}");
        assert_eq!(page["wide"], false, "{name}");
        for height in page["offers"].as_array().unwrap() {
            assert!(height.as_f64().unwrap() >= 44.0, "{name}: {height}");
        }
        touched += page["touched"].as_u64().unwrap();
    }
    assert!(touched > 150, "only {touched}");
}

#[tokio::test]
async fn the_cards_of_a_row_are_equally_high() {
    let Some(browser) = browser() else { return };
    let pages = pages().await;
    let mut rows = 0;
    for page in measured(browser, &pages, 1200) {
        for row in page["rows"].as_array().unwrap() {
            let heights = row.as_array().unwrap();
            let first = &heights[0];
            assert!(
                heights.iter().all(|one| one == first),
                "{}: {row}",
                page["name"]
            );
            rows += usize::from(heights.len() > 1);
        }
    }
    assert!(rows > 4, "only {rows} rows");
}
