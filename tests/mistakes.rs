//! The mistakes of a newcomer, which `docs/mistakes.md` lists and grades, and the messages of the
//! compiler. `TRYBUILD=overwrite cargo test --test mistakes` rewrites the expected text.

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that cannot continue panics"
)]

use std::{collections::BTreeMap, fs, path::Path};

#[test]
fn each_mistake_of_a_newcomer_is_refused_with_the_asserted_message() {
    trybuild::TestCases::new().compile_fail("tests/mistakes/*.rs");
}

/// One that no longer compiles belongs in the folder above.
#[test]
fn each_mistake_that_is_not_refused_is_graded_so() {
    trybuild::TestCases::new().pass("tests/mistakes/compiles/*.rs");
}

#[test]
fn the_page_grades_each_mistake_once_and_counts_the_grades() {
    let page = fs::read_to_string("docs/mistakes.md").unwrap();
    let rows: Vec<Vec<&str>> = page.lines().map(cells).collect();
    let graded: Vec<_> = rows
        .iter()
        .filter(|row| row[0].parse::<u16>().is_ok())
        .collect();
    let files = files();
    assert!(files.len() > 100, "{}", files.len());
    let numbers = graded.iter().map(|row| row[0].to_owned());
    assert_eq!(
        numbers.collect::<Vec<_>>(),
        files.keys().cloned().collect::<Vec<_>>(),
    );
    for row in &graded {
        assert_eq!(now(row) == "compiles", files[row[0]], "{row:?}");
    }
    for count in rows.iter().filter(|row| row[0].starts_with('`')) {
        let grade = count[0].trim_matches('`');
        let Some(Ok(counted)) = count.get(1).map(|cell| cell.parse::<usize>()) else {
            continue;
        };
        let before = graded.iter().filter(|row| row[2] == grade).count();
        let after = graded.iter().filter(|row| now(row) == grade).count();
        assert_eq!(
            (before, after),
            (counted, count[2].parse().unwrap()),
            "{grade}"
        );
    }
}

/// The grade of a mistake as it is now.
fn now<'a>(row: &[&'a str]) -> &'a str {
    if row[3].is_empty() { row[2] } else { row[3] }
}

/// The cells of a row of a table.
fn cells(line: &str) -> Vec<&str> {
    let row = line.trim().trim_start_matches('|').trim_end_matches('|');
    row.split(" | ").map(str::trim).collect()
}

/// The numbers of the files, and whether one compiles.
fn files() -> BTreeMap<String, bool> {
    let crates = ["", "permit-axum/", "permit-actix/", "permit-sqlx/"];
    let refused = crates.map(|of| (format!("{of}tests/mistakes"), false));
    let folders = refused
        .into_iter()
        .chain([("tests/mistakes/compiles".to_owned(), true)]);
    let mut files = BTreeMap::new();
    for (folder, compiles) in folders {
        for file in fs::read_dir(Path::new(&folder)).into_iter().flatten() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.file_stem().unwrap().to_string_lossy().into_owned();
                let (number, _) = name.split_once('_').unwrap();
                let earlier = files.insert(number.to_owned(), compiles);
                assert_eq!(earlier, None, "{number} is given twice");
            }
        }
    }
    files
}
