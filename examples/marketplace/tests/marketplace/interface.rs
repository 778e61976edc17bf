//! The data that the scripts of the pages get, and what they do with it.

use std::{
    collections::BTreeSet,
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
    process::{Command, Output},
};

use marketplace::{domain::User, pages};
use reqwest::header::{CACHE_CONTROL, CONTENT_TYPE};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::stage::{PEOPLE, Stage};

#[test]
fn the_generated_modules_are_up_to_date() {
    let write = "generate them again: cargo run -p marketplace --example interface";
    let module = fs::read_to_string(scripts().join("abilities.ts")).unwrap();
    assert!(module == permit_interface::typescript::<User>(), "{write}");
    let (_, module) = pages::SCRIPTS[0];
    assert!(module == permit_interface::javascript(), "{write}");
}

#[tokio::test]
async fn callers_get_their_own_abilities() {
    let depends = |conditions: &[&str]| json!({ "depends": conditions });
    let unsold = "unsold";
    // A plain list, written by hand: the abilities of each of the seven for some actions.
    let told: [(&str, [Value; 7]); 4] = [
        (
            "view_item",
            [
                depends(&["published"]),
                depends(&["published"]),
                depends(&["owner", "published"]),
                depends(&["owner", "published"]),
                json!("always"),
                json!("always"),
                json!("always"),
            ],
        ),
        (
            "post_item",
            [
                json!("never"),
                json!("never"),
                // An action on `()` is decided.
                json!("always"),
                json!("always"),
                json!("never"),
                json!("never"),
                json!("never"),
            ],
        ),
        (
            "edit_item",
            [
                json!("never"),
                json!("never"),
                depends(&["owner", unsold]),
                depends(&["owner", unsold]),
                json!("never"),
                depends(&[unsold]),
                depends(&[unsold]),
            ],
        ),
        (
            "open_support_desk",
            [
                "never", "never", "never", "never", "always", "always", "always",
            ]
            .map(Value::from),
        ),
    ];
    for stage in [Stage::new().await, Stage::on_actix().await] {
        for (index, (name, person)) in PEOPLE.into_iter().enumerate() {
            let answer = stage.get(person, "/me/abilities").await;
            assert_eq!(answer.status(), 200, "{name}");
            assert_eq!(answer.headers()[CONTENT_TYPE], "application/json");
            assert_eq!(answer.headers()[CACHE_CONTROL], "private, no-cache");
            let abilities: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
            assert_eq!(abilities.as_object().unwrap().len(), 22, "{name}");
            for (action, told) in &told {
                assert_eq!(abilities[action], told[index], "{name}: {action}");
            }
        }
    }
}

#[tokio::test]
async fn the_scripts_are_served_unchanged_and_no_other_files_are() {
    for stage in [Stage::new().await, Stage::on_actix().await] {
        for (file, text) in pages::SCRIPTS {
            let answer = stage.get(0, &format!("/script/{file}")).await;
            assert_eq!(answer.status(), 200, "{file}");
            let kind = "text/javascript; charset=utf-8";
            assert_eq!(answer.headers()[CONTENT_TYPE], kind, "{file}");
            assert_eq!(answer.headers()[CACHE_CONTROL], "public, max-age=60");
            assert!(answer.text().await.unwrap() == text, "{file}");
        }
        for file in ["abilities.ts", "page", "..%2Fmod.rs", "page.js/"] {
            let answer = stage.get(0, &format!("/script/{file}")).await;
            assert_eq!(answer.status(), 404, "{file}");
        }
    }
}

/// The cards of a list: the path and the abilities of each.
fn cards(page: &str) -> Vec<(String, BTreeSet<String>)> {
    let cards = page.split("<li data-abilities=\"").skip(1);
    let cards = cards.map(|rest| {
        let (abilities, rest) = rest.split_once('"').unwrap();
        let (_, rest) = rest.split_once("href=\"").unwrap();
        let (at, _) = rest.split_once('"').unwrap();
        let abilities = abilities.split(' ').map(str::to_owned);
        (at.to_owned(), abilities.collect())
    });
    cards.collect()
}

/// The links that a card may have, and the action of each.
const OFFERS: [(&str, &str); 3] = [
    ("edit", "edit_item"),
    ("advice", "advise_price"),
    ("delete", "delete_item"),
];

#[tokio::test]
async fn the_abilities_of_a_card_are_what_the_endpoints_allow() {
    let stage = Stage::new().await;
    for (name, person) in PEOPLE {
        let cards = cards(&stage.page(person, "/").await);
        assert!(cards.len() > 5, "{name} sees {cards:?}");
        for (at, abilities) in cards {
            assert!(abilities.contains("view_item"), "{name}: {at}");
            for (end, action) in OFFERS {
                let answer = stage.get(person, &format!("{at}/{end}")).await;
                let allowed = answer.status() == 200;
                assert_eq!(abilities.contains(action), allowed, "{name}: {at}/{end}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_script_adds_exactly_the_links_that_the_endpoints_allow() {
    let name = "the script of the pages";
    let Some(workshop) = workshop(name, "`node` is not installed", node_is_there()) else {
        return;
    };
    let stage = Stage::new().await;
    let mut links = 0;
    for (name, person) in PEOPLE {
        let mut expected = BTreeSet::new();
        let mut told = Vec::new();
        for (at, abilities) in cards(&stage.page(person, "/").await) {
            for (end, _) in OFFERS {
                let target = format!("{at}/{end}");
                if stage.get(person, &target).await.status() == 200 {
                    expected.insert(target);
                }
            }
            let abilities: Vec<String> = abilities.into_iter().collect();
            told.push(json!({ "at": at, "abilities": abilities.join(" ") }));
        }
        let page = json!({
            "origin": stage.origin(), "cookie": stage.cookie(person), "cards": told,
        });
        let mut node = Command::new("node");
        node.arg("cards.mjs").arg(page.to_string());
        // The marketplace answers while node sends requests.
        let run = || node.current_dir(workshop.path()).output().unwrap();
        let output = tokio::task::block_in_place(run);
        let targets: BTreeSet<String> = serde_json::from_str(&succeeded(&output)).unwrap();
        assert_eq!(targets, expected, "{name}");
        links += targets.len();
    }
    assert!(links > 20, "only {links} links");
}

#[test]
fn the_scripts_match_the_types_of_the_generated_module() {
    let compiler = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../permit-interface/tests/node/node_modules/typescript/bin/tsc");
    let there = node_is_there() && compiler.exists();
    let missing = "run `npm ci` in `permit-interface/tests/node`";
    let Some(workshop) = workshop("the compiler of the scripts", missing, there) else {
        return;
    };
    let compile = || {
        let mut node = Command::new("node");
        node.arg(&compiler)
            .args(["--noEmit", "--strict", "--allowJs", "--checkJs"]);
        node.args(["--target", "es2022", "--module", "es2022"]);
        node.args([
            "--moduleResolution",
            "bundler",
            "--lib",
            "es2022,dom,dom.iterable",
        ]);
        let output = node.args(["page.js"]).current_dir(workshop.path()).output();
        output.unwrap()
    };
    succeeded(&compile());
    let file = workshop.path().join("offers.js");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("\"edit_item\"", "\"edit_itm\"")).unwrap();
    let said = compile();
    assert!(!said.status.success());
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(
        said.contains("offers.js") && said.contains("edit_itm"),
        "{said}"
    );
}

fn scripts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/pages/script")
}

fn node_is_there() -> bool {
    let node = Command::new("node").arg("--version").output();
    node.is_ok_and(|output| output.status.success())
}

/// A folder with the scripts, if the needed tools are `there`. Without them the test is skipped, or
/// fails if `PERMIT_REQUIRE_NODE` is 1.
fn workshop(name: &str, missing: &str, there: bool) -> Option<TempDir> {
    if !there {
        let required = std::env::var_os("PERMIT_REQUIRE_NODE");
        assert!(
            required.is_none_or(|value| value != "1"),
            "{name} cannot run, and PERMIT_REQUIRE_NODE is set: {missing}"
        );
        // Not with `eprintln!`, whose output is not shown when a test passes.
        let words = format!("skipped: {name} is not tested: {missing}\n");
        io::stderr().write_all(words.as_bytes()).unwrap();
        return None;
    }
    let workshop = TempDir::new().unwrap();
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scripts");
    for folder in [scripts(), tests] {
        for file in fs::read_dir(folder).unwrap() {
            let file = file.unwrap();
            fs::copy(file.path(), workshop.path().join(file.file_name())).unwrap();
        }
    }
    fs::write(
        workshop.path().join("package.json"),
        "{ \"type\": \"module\" }",
    )
    .unwrap();
    Some(workshop)
}

fn succeeded(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}{complained}");
    said
}
