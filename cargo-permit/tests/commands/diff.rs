//! `cargo permit diff`: a revision against the package as it is now.

use std::{fs, os::unix::fs::PermissionsExt as _, process::Command};

use crate::{fill::shop, package::Package};

/// A repository with the package in `folder`, which is empty or ends with `/`, and one revision.
fn repository(name: &str, folder: &str) -> Package {
    let package = Package::new(name, "", &[]);
    for file in ["Cargo.toml", "Cargo.lock"] {
        let text = package.read(file);
        fs::remove_file(package.path(file)).unwrap();
        package.write(&format!("{folder}{file}"), &text);
    }
    package.write(&format!("{folder}src/lib.rs"), &shop(""));
    // Takes what the package does not use out of the lock file.
    let manifest = format!("{folder}Cargo.toml");
    package.cargo(&["tree", "--quiet", "--manifest-path", &manifest]);
    git(&package, &["init", "--quiet"]);
    commit(&package);
    package
}

fn git(package: &Package, arguments: &[&str]) -> String {
    let identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"];
    let output = Command::new("git")
        .arg("-C")
        .arg(package.path(""))
        .args(identity)
        .args(arguments)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

fn commit(package: &Package) {
    git(package, &["add", "--all"]);
    git(package, &["commit", "--quiet", "--message", "One"]);
}

/// Asserts that nothing of the other revision is left.
#[track_caller]
fn assert_clean(package: &Package) {
    assert_eq!(git(package, &["worktree", "list"]).lines().count(), 1);
    let status = git(package, &["status", "--porcelain", "--ignored"]);
    let sources = |line: &&str| !line.ends_with("src/lib.rs");
    let left: Vec<&str> = status.lines().filter(sources).collect();
    assert!(left.is_empty(), "{status}");
}

#[test]
fn the_difference_is_in_words_with_what_widens_first() {
    let package = repository("widened", "");
    let diff = |arguments: &[&str]| package.permit(&[&["diff", "HEAD"], arguments].concat());
    let same = diff(&["--exit-code"]);
    same.assert(0, &["no difference to `HEAD`\n"]);
    assert_eq!(same.stdout(), "");
    let now = shop("")
        .replace("deny, Seller => allow }", "deny, Seller => deny }")
        .replace("allow if owner", "allow");
    package.write("src/lib.rs", &now);
    let changed = diff(&[]);
    changed.assert(0, &[]);
    let words = changed.stdout();
    let wider = words.find("edit_item").unwrap();
    assert!(wider < words.find("post_item").unwrap(), "{words}");
    assert!(words.contains("`Seller`"), "{words}");
    diff(&["--exit-code"]).assert(1, &[]);
    assert_clean(&package);
}

#[test]
fn a_package_below_the_root_of_the_repository_is_compared() {
    let package = repository("below", "apps/shop/");
    package.write(
        "apps/shop/src/lib.rs",
        &shop("").replace("allow if owner", "allow"),
    );
    let manifest = ["--manifest-path", "apps/shop/Cargo.toml"];
    let said = package.permit(&[&["diff", "HEAD", "--exit-code"], &manifest[..]].concat());
    said.assert(1, &[]);
    assert!(said.stdout().contains("edit_item"), "{}", said.stdout());
    assert_clean(&package);
}

#[test]
fn a_checkout_of_permit_beside_the_repository_is_found_from_the_other_revision() {
    let package = repository("beside", "");
    let checkout = fs::canonicalize(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).unwrap();
    let repository = fs::canonicalize(package.path("")).unwrap();
    // A relative path: up to the root, and down.
    let up = "../".repeat(repository.components().count() - 1);
    let relative = format!("{up}{}", checkout.strip_prefix("/").unwrap().display());
    let manifest = package.read("Cargo.toml");
    let absolute = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    package.write("Cargo.toml", &manifest.replace(absolute, &relative));
    package.cargo(&["tree", "--quiet"]);
    commit(&package);
    package
        .permit(&["diff", "HEAD", "--exit-code"])
        .assert(0, &["no difference"]);
    assert_clean(&package);
}

#[test]
fn a_failure_leaves_no_worktree() {
    let package = repository("failing", "");
    let good = package.read("src/lib.rs");
    package.write("src/lib.rs", "pub fn broken() -> u8 { \"\" }\n");
    commit(&package);
    package.write("src/lib.rs", &good);
    let said = package.permit(&["diff", "HEAD"]);
    said.assert(
        2,
        &["error: the library of `failing` has no `permissions!`"],
    );
    assert_clean(&package);
    package
        .permit(&["diff", "v9"])
        .assert(2, &["error: there is no revision `v9`\nhelp: fatal: "]);
    package
        .permit(&["diff", "--", "--all"])
        .assert(2, &["error: there is no revision `--all`"]);
    assert_clean(&package);
    // The working directory is what fails.
    package.write("src/lib.rs", &(good + "pub fn broken() -> u8 { \"\" }\n"));
    package
        .permit(&["diff", "HEAD~1"])
        .assert(2, &["error: `failing` does not compile"]);
    assert_clean(&package);
}

#[test]
fn a_hook_of_the_repository_neither_runs_nor_misleads() {
    let package = repository("hooked", "");
    let hook = package.path(".git/hooks/post-checkout");
    package.write(
        ".git/hooks/post-checkout",
        "#!/bin/sh\ntouch \"$PWD/.git/hooked\" ../hooked\nexit 1\n",
    );
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).unwrap();
    // What git states to the hooks of another repository, and so to a command in such a hook.
    let other = repository("hooking", "");
    let environment = [
        ("GIT_DIR", ".git"),
        ("GIT_INDEX_FILE", ".git/index"),
        ("GIT_WORK_TREE", ""),
    ];
    let environment = environment.map(|(variable, path)| (variable, other.path(path)));
    let environment = environment
        .each_ref()
        .map(|(variable, path)| (*variable, path.to_str().unwrap()));
    let said = package.permit_with(&["diff", "HEAD"], &environment);
    said.assert(0, &["no difference to `HEAD`"]);
    assert_clean(&package);
}
