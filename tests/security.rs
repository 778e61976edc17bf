//! The documents for a reviewer of security name tests and files that exist.
//!
//! A test is written as `` `path/of/the_file.rs`: `name_of_the_test` ``, with further names behind commas. A
//! file alone, and the target of a link, has to exist. A program that must not compile has its message beside
//! it.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot continue panics"
)]

use std::{fs, path::Path};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Each document, and how many tests and files it names at least.
const DOCUMENTS: [(&str, usize); 4] = [
    ("SECURITY.md", 4),
    ("docs/threat-model.md", 200),
    ("docs/asvs.md", 40),
    ("docs/reviewing.md", 3),
];

fn read(path: &str) -> String {
    let text = fs::read_to_string(Path::new(ROOT).join(path));
    text.unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What a document names.
#[derive(Debug, PartialEq)]
enum Named<'t> {
    File(&'t str),
    Test {
        file: &'t str,
        name: &'t str,
    },
    /// The target of a link.
    Link(&'t str),
}

fn named(text: &str) -> Vec<Named<'_>> {
    let mut named = Vec::new();
    let mut file = None;
    let mut parts = text.split('`');
    let mut before = parts.next().unwrap_or_default();
    while let Some(code) = parts.next() {
        if is_path(code) {
            named.push(Named::File(code));
            file = Some(code);
        } else if let Some(file) = file {
            named.push(Named::Test { file, name: code });
        }
        before = parts.next().unwrap_or(before);
        let names_follow = matches!(before.trim(), ":" | ",");
        file = file.filter(|_| names_follow);
    }
    let links = text.split("](").skip(1);
    let links = links.filter_map(|rest| rest.split_once(')'));
    let links = links.map(|(target, _)| Named::Link(target));
    named.extend(links.filter(|link| !matches!(link, Named::Link(to) if to.contains("://"))));
    named
}

fn is_path(code: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-./".contains(&byte);
    let ending = [".rs", ".md", ".toml"]
        .iter()
        .any(|one| code.ends_with(one));
    code.bytes().all(plain) && (code.contains('/') || ending)
}

/// Whether a file with this text has a test of this name.
fn has_test(text: &str, name: &str) -> bool {
    let function = format!("fn {name}(");
    text.match_indices(&function).any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default();
        let item = before.rsplit("\n\n").next().unwrap_or_default();
        item.contains("#[test]") || item.contains("::test]") || item.contains("::test(")
    })
}

/// The anchors of a document, as GitHub makes them of its headings.
fn anchors(text: &str) -> Vec<String> {
    let headings = text.lines().filter(|line| line.starts_with('#'));
    let anchor = |heading: &str| {
        let words = heading.trim_start_matches('#').trim().to_lowercase();
        let kept = words
            .chars()
            .filter(|one| one.is_alphanumeric() || " -_".contains(*one));
        kept.map(|one| if one == ' ' { '-' } else { one }).collect()
    };
    headings.map(anchor).collect()
}

/// What is wrong with a name, if anything is.
fn problem(document: &str, named: &Named<'_>) -> Option<String> {
    let root = Path::new(ROOT);
    match named {
        Named::File(path) => {
            let message = root.join(path).with_extension("stderr");
            let lacks_message = path.contains("/ui/") && !message.is_file();
            let missing = !root.join(path).exists() || lacks_message;
            missing.then(|| format!("there is no `{path}`"))
        }
        Named::Test { file, name } => {
            let text = fs::read_to_string(root.join(file)).unwrap_or_default();
            (!has_test(&text, name)).then(|| format!("`{file}` has no test `{name}`"))
        }
        Named::Link(target) => {
            let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
            let folder = root.join(document);
            let file = match path {
                "" => folder,
                _ => folder.parent().unwrap().join(path),
            };
            let found = if anchor.is_empty() {
                file.exists()
            } else {
                let text = fs::read_to_string(&file).unwrap_or_default();
                anchors(&text).iter().any(|one| one == anchor)
            };
            (!found).then(|| format!("there is no `{target}`"))
        }
    }
}

fn problems(document: &str, text: &str) -> Vec<String> {
    let named = named(text);
    let problems = named.iter().filter_map(|one| problem(document, one));
    problems.collect()
}

#[test]
fn every_test_and_file_that_the_documents_name_exists() {
    for (document, least) in DOCUMENTS {
        let text = read(document);
        let problems = problems(document, &text);
        assert!(problems.is_empty(), "{document}:\n{}", problems.join("\n"));
        let count = named(&text).len();
        assert!(count >= least, "{document} names only {count}");
    }
}

#[test]
fn a_name_of_what_does_not_exist_is_found() {
    let text = "\
        `tests/security.rs`: `a_name_of_what_does_not_exist_is_found`,\n\
        `has_test`, `no_test`; `tests/ui.rs`:\n`has_test`. A `word` in `tests/none.rs`: `at_all` and `/a/{b}`, \
        `tests/ui/shop.rs`, `tests/ui/fail/wildcard.rs`, [a](../README.md), [b](none.md), [c](#threat-model), [d](#there), \
        [e](https://example.org)";
    assert_eq!(
        problems("docs/threat-model.md", text),
        [
            "`tests/security.rs` has no test `has_test`",
            "`tests/security.rs` has no test `no_test`",
            "`tests/ui.rs` has no test `has_test`",
            "there is no `tests/none.rs`",
            "`tests/none.rs` has no test `at_all`",
            "there is no `tests/ui/shop.rs`",
            "there is no `none.md`",
            "there is no `#there`",
        ]
    );
}

/// The cells of each row of a table of `document` whose first cell begins with `first`.
fn rows<'t>(text: &'t str, first: &str) -> Vec<Vec<&'t str>> {
    let cells = |line: &'t str| line.trim_matches('|').split(" | ").map(str::trim).collect();
    let rows = text.lines().filter(|line| line.starts_with(first));
    rows.map(cells).collect()
}

#[test]
fn each_requirement_of_asvs_on_authorization_has_one_row_with_a_test() {
    let text = read("docs/asvs.md");
    let rows = rows(&text, "| **8.");
    let numbers = rows
        .iter()
        .map(|row| row.first().unwrap().split("**").nth(1).unwrap());
    assert_eq!(
        numbers.collect::<Vec<_>>(),
        [
            "8.1.1", "8.1.2", "8.1.3", "8.1.4", "8.2.1", "8.2.2", "8.2.3", "8.2.4", "8.3.1",
            "8.3.2", "8.3.3", "8.4.1", "8.4.2",
        ]
    );
    for row in rows {
        let [requirement, answer, shown] = row.as_slice() else {
            panic!("{row:?}");
        };
        assert!(!answer.is_empty(), "{requirement}");
        let tests = named(shown)
            .into_iter()
            .filter(|one| matches!(one, Named::Test { .. }));
        assert!(tests.count() > 0, "{requirement} names no test");
    }
}

/// The text of every source file below `folder`.
fn sources(folder: &Path, text: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, text);
        } else if path.extension().is_some_and(|one| one == "rs") {
            text.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn each_word_of_a_reviewer_is_one_of_permit_and_stands_in_its_command() {
    let mut permit = String::new();
    for library in [
        "permit-axum",
        "permit-actix",
        "permit-runtime",
        "permit-macros",
        "permit-sql",
        "permit-sqlx",
        ".",
    ] {
        sources(&Path::new(ROOT).join(library).join("src"), &mut permit);
    }
    let text = read("docs/reviewing.md");
    let rows = rows(&text, "| `");
    assert!(rows.len() >= 33, "only {} words", rows.len());
    for row in rows {
        let [word, meaning, when, command] = row.as_slice() else {
            panic!("{row:?}");
        };
        let word = word.trim_matches('`');
        assert!(!meaning.is_empty() && !when.is_empty(), "{word}");
        assert!(permit.contains(word), "permit has no `{word}`");
        let last = word.rsplit("::").next().unwrap();
        assert!(command.starts_with("`grep -rn"), "{word}: {command}");
        assert!(command.contains(last), "{word}: {command}");
    }
}
