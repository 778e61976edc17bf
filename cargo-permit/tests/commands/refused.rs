//! When `cargo permit fill` writes nothing, and says why.

use std::{fs, os::unix::fs::PermissionsExt as _};

use crate::{
    fill::shop,
    package::{Package, SUBJECT},
};

/// Asserts that `fill` fails with these words, and leaves each file as it was.
#[track_caller]
fn assert_refused(package: &Package, files: &[&str], fill: &[&str], words: &[&str]) {
    let before: Vec<String> = files.iter().map(|path| package.read(path)).collect();
    let said = package.permit(&[&["fill"], fill].concat());
    said.assert(2, words);
    assert_eq!(said.stdout(), "");
    for (path, before) in files.iter().zip(before) {
        assert_eq!(package.read(path), before, "{path}");
    }
}

#[test]
fn a_command_that_cannot_fill_says_why() {
    let package = Package::new("refused", "", &[("src/lib.rs", &shop(""))]);
    let refused =
        |fill: &[&str], words: &[&str]| assert_refused(&package, &["src/lib.rs"], fill, words);
    refused(
        &["Seller", "deny"],
        &["error: nothing is missing: every table has a row for `Seller`"],
    );
    refused(
        &["Seler", "deny"],
        &[
            "error: there is no user type `Seler`\nhelp: a user type with a similar name exists: `Seller`",
        ],
    );
    refused(
        &["Moderator", "deny"],
        &["error: there is no user type `Moderator`\n\
           help: write it into the enum first; the user types are `Anonymous`, `Seller`"],
    );
    refused(
        &["Seller", "alow"],
        &["error: `alow` is not a rule\nhelp: a rule is `deny`, `allow` or `allow if CONDITION`"],
    );
    refused(
        &["Seller", "deny", "--manifest-path", "nowhere/Cargo.toml"],
        &["error: manifest path `nowhere/Cargo.toml` does not exist"],
    );
    refused(
        &["Seller", "deny", "--package", "nowhere"],
        &["error: cargo cannot check the package\nhelp: ", "nowhere"],
    );
    package.replace("src/lib.rs", "pub struct Item", "pub struct Item!");
    refused(
        &["Moderator", "deny"],
        &[
            "expected `where`",
            "error: the compiler names no table without a row for `Moderator`\n\
             help: correct its other errors first, which are shown above",
        ],
    );
}

/// A table that a macro of the application writes.
const DENIED: &str = "
macro_rules! denied {
    ($name:ident) => {
        #[derive(permit::Action)]
        #[action(subject = User)]
        #[permissions(Anonymous | Seller => deny)]
        pub struct $name;
    };
}
denied!(DropAll);
";

#[test]
fn where_one_row_cannot_be_written_none_is() {
    let source = shop("    Moderator,\n") + DENIED;
    let source = source.replace("<User: UserType>\n", "<User: UserType>\n    use DropAll;\n");
    let package = Package::new("by_macro", "", &[("src/lib.rs", &source)]);
    let words = [
        "error: not every row can be written, so none is\n`DropAll` at ",
        "src/lib.rs:",
        ": a macro writes its table, which is not here\n\
         help: write these rows by hand, and run the command again",
    ];
    assert_refused(&package, &["src/lib.rs"], &["Moderator", "deny"], &words);
}

#[test]
fn a_file_that_a_build_script_makes_is_not_written() {
    let lib = shop("    Moderator,\n") + "\ninclude!(concat!(env!(\"OUT_DIR\"), \"/made.rs\"));\n";
    let lib = lib.replace("<User: UserType>\n", "<User: UserType>\n    use DropAll;\n");
    let made = "#[derive(permit::Action)]\n#[action(subject = User)]\n\
                #[permissions(Anonymous | Seller => deny)]\npub struct DropAll;\n";
    let build = format!(
        "fn main() {{\n    let out = std::env::var(\"OUT_DIR\").unwrap();\n    \
         std::fs::write(out + \"/made.rs\", {made:?}).unwrap();\n}}\n"
    );
    let package = Package::new("made", "", &[("src/lib.rs", &lib), ("build.rs", &build)]);
    let words = [
        "error: the table of `DropAll` is in a file that is generated: `",
        "made.rs`\nhelp: write the row where the file is made from",
    ];
    assert_refused(&package, &["src/lib.rs"], &["Moderator", "deny"], &words);
}

#[test]
fn what_was_written_is_taken_back_if_a_later_row_cannot_be_written() {
    // The test is compiled when the library is complete.
    let test = format!(
        "use taken_back as _;\n#[derive(permit::UserType, Clone, Copy)]\nenum UserType {{ #[anonymous] Anonymous, \
         Seller, Moderator }}\n{SUBJECT}{DENIED}permit::permissions! {{ <User: UserType> use DropAll; }}\n"
    );
    let files = [
        ("src/lib.rs", &*shop("    Moderator,\n")),
        ("tests/own.rs", &test),
    ];
    let package = Package::new("taken_back", "", &files);
    let words = [
        "error: not every row can be written, so none is\n`DropAll` at ",
        "tests/own.rs:",
    ];
    assert_refused(
        &package,
        &["src/lib.rs", "tests/own.rs"],
        &["Moderator", "deny"],
        &words,
    );
}

#[test]
fn a_file_that_changed_while_the_compiler_ran_is_not_written() {
    let source = shop("    Moderator,\n");
    let package = Package::new("meanwhile", "", &[("src/lib.rs", &source)]);
    // Adds a line in front when the compiler has read the file.
    let wrapper = "#!/bin/sh\n\"$@\"\ncode=$?\ncase \"$*\" in *src/lib.rs*)\n    \
                   mkdir changed 2>/dev/null && sed -i '1i // new' src/lib.rs ;;\nesac\nexit $code\n";
    package.write("wrapper", wrapper);
    fs::set_permissions(package.path("wrapper"), fs::Permissions::from_mode(0o755)).unwrap();
    let wrapper = package.path("wrapper");
    let wrapper = [("RUSTC_WORKSPACE_WRAPPER", wrapper.to_str().unwrap())];
    let said = package.permit_with(&["fill", "Moderator", "deny"], &wrapper);
    said.assert(
        2,
        &["src/lib.rs` has changed meanwhile\nhelp: run the command again"],
    );
    assert_eq!(package.read("src/lib.rs"), format!("// new\n{source}"));
}
