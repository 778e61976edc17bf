//! The README shows what is really printed.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot continue panics"
)]

use std::{env, fs, path::Path, process::Command};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(ROOT).join(path)).unwrap()
}

/// The lines of the `text` block of the README that begins with `first`.
fn block(first: &str) -> Vec<String> {
    let readme = read("README.md");
    let blocks = readme.split("```text\n").skip(1);
    let block = blocks
        .filter_map(|rest| rest.split_once("\n```").map(|(block, _)| block))
        .find(|block| block.starts_with(first))
        .unwrap_or_else(|| panic!("the README has no block that begins with `{first}`"));
    block
        .lines()
        .map(|line| line.trim_end().to_owned())
        .collect()
}

/// Asserts that `printed` contains every line of the block, in this order.
fn assert_printed(block: &[String], printed: &str) {
    let mut printed_lines = printed.lines().map(str::trim_end);
    for line in block {
        assert!(
            printed_lines.any(|one| one == line),
            "the README shows\n{line}\nwhich is missing, or at another place, in\n{printed}"
        );
    }
}

#[test]
fn the_readme_shows_what_the_compiler_says_about_a_forgotten_user_type() {
    let printed = read("tests/ui/fail/readme_forgotten_user_type.stderr");
    assert_printed(&block("error: the table of `EditItem`"), &printed);
}

#[test]
fn the_readme_shows_what_the_compiler_says_about_an_unguarded_endpoint() {
    let printed = read("permit-axum/tests/ui/readme_unguarded_endpoint.stderr");
    assert_printed(
        &block("error[E0277]: this handler is not guarded"),
        &printed,
    );
}

#[test]
fn the_readme_shows_what_the_quickstart_prints() {
    let cargo = env::var("CARGO").unwrap();
    let output = Command::new(cargo)
        .args(["run", "--quiet", "--example", "quickstart"])
        .current_dir(ROOT)
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert_printed(&block("`edit_item` by 8"), &printed);
}
