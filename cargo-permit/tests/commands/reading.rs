//! `cargo permit matrix` and `cargo permit lint`: what they read, of which package.

use std::{fs, thread};

use permit_runtime::matrix::Matrix;

use crate::{fill::shop, package::Package};

#[test]
fn the_matrix_of_a_package_is_printed_in_every_form() {
    let package = Package::new("printed", "", &[("src/lib.rs", &shop(""))]);
    let print = |arguments: &[&str]| {
        let said = package.permit(&[&["matrix"], arguments].concat());
        said.assert(0, &[]);
        said.stdout()
    };
    let matrix = Matrix::from_json(&print(&["--format", "json"])).unwrap();
    let rules: Vec<String> = matrix
        .actions
        .iter()
        .map(|action| {
            let cells: Vec<String> = action.cells.iter().map(ToString::to_string).collect();
            format!("{}: {}", action.key, cells.join(", "))
        })
        .collect();
    assert_eq!(
        rules,
        ["post_item: deny, allow", "edit_item: deny, allow if owner"]
    );
    // What the library prints is what the command prints.
    assert_eq!(print(&[]), matrix.view().markdown());
    assert_eq!(print(&["--format", "tsv"]), matrix.view().tsv());
    assert_eq!(print(&["--format", "html"]), matrix.view().html());
    assert_eq!(
        print(&["--by-user-type"]),
        matrix.view().by_user_type().markdown()
    );
    let seller = matrix.view().user_type("Seller").action("edit_item").tsv();
    for action in ["edit_item", "EditItem"] {
        let one = [
            "--user-type",
            "Seller",
            "--action",
            action,
            "--format",
            "tsv",
        ];
        assert_eq!(print(&one), seller);
    }
    assert_eq!(
        print(&["--module", "printed", "--format", "tsv"]),
        matrix.view().tsv()
    );
    // Nothing but the target directory has changed.
    assert_eq!(package.read("src/lib.rs"), shop(""));
    assert!(!package.path("target").exists());
}

#[test]
fn a_filter_that_matches_nothing_says_what_there_is() {
    let package = Package::new("filtered", "", &[("src/lib.rs", &shop(""))]);
    for (filter, words) in [
        (
            ["--user-type", "Seler"],
            "error: there is no user type `Seler`\nhelp: write one of `Anonymous`, `Seller`\n",
        ),
        (
            ["--action", "edit"],
            "error: there is no action `edit`\nhelp: write one of `edit_item`, `post_item`\n",
        ),
        (
            ["--module", "items"],
            "error: there is no module `items`\nhelp: write one of `filtered`\n",
        ),
    ] {
        let said = package.permit(&["matrix", filter[0], filter[1]]);
        said.assert(2, &[words]);
        assert_eq!(said.stdout(), "");
    }
}

#[test]
fn a_package_that_cannot_be_read_is_told_what_to_write() {
    let package = Package::new("no-library", "", &[("src/main.rs", "fn main() {}")]);
    let refused = |words: &[&str]| {
        for command in [&["matrix"][..], &["lint"]] {
            let said = package.permit(command);
            said.assert(2, words);
            assert_eq!(said.stdout(), "");
        }
    };
    refused(&[
        "error: `no-library` has no library, so no other program can read its catalogue\n\
         help: move the subject and the catalogue, with their modules, from src/main.rs to src/lib.rs, and \
         import them in src/main.rs: `use no_library::User;`",
    ]);
    package.write("src/lib.rs", "pub struct User;\n");
    refused(&["error: the library of `no-library` has no `permissions!`\n"]);
    package.write("src/lib.rs", &format!("mod shop {{\n{}\n}}\n", shop("")));
    refused(&[
        "error: `User`, which has the catalogue at src/lib.rs:",
        ", is not public in `no-library`\n\
         help: make it public, with its modules or by a `pub use` in lib.rs; or say its path: \
         --subject path::to::User",
    ]);
    package.write(
        "src/lib.rs",
        &format!("{}\npub fn broken() -> u8 {{ \"\" }}\n", shop("")),
    );
    refused(&["mismatched types", "error: `no_library` does not compile"]);
}

#[test]
fn of_two_catalogues_the_caller_says_which() {
    let second = format!("pub mod staff {{\n{}\n}}\n", shop("    Auditor,\n"));
    let second = second
        .replace(
            "deny, Seller => allow }",
            "deny, Seller | Auditor => allow }",
        )
        .replace(
            "Seller    => allow if owner,",
            "Seller | Auditor => allow if owner,",
        );
    let package = Package::new("twice", "", &[("src/lib.rs", &(shop("") + &second))]);
    let said = package.permit(&["matrix"]);
    let help = "error: `twice` has 2 catalogues\nhelp: say which one:\n      --subject User    # src/lib.rs:";
    said.assert(2, &[help, "\n      --subject staff::User    # src/lib.rs:"]);
    // At the same time: no command reads the matrix of another.
    let read = |(subject, expected): (&str, usize)| {
        let said = package.permit(&["matrix", "--format", "json", "--subject", subject]);
        said.assert(0, &[]);
        let matrix = Matrix::from_json(&said.stdout()).unwrap();
        assert_eq!(matrix.user_types.len(), expected, "{subject}");
    };
    thread::scope(|scope| {
        for asked in [
            ("User", 2),
            ("staff::User", 3),
            ("crate::staff::User", 3),
            ("twice::User", 2),
        ] {
            scope.spawn(move || read(asked));
        }
    });
    let said = package.permit(&["matrix", "--subject", "missing::User"]);
    said.assert(
        2,
        &["error: `twice::missing::User` is not a public type with a catalogue"],
    );
}

#[test]
fn features_are_those_that_the_caller_asks_for() {
    let lib = shop("").replace(
        "    /// Change a listing.\n",
        "    #[cfg(feature = \"beta\")]\n    pub TryItem { Anonymous => deny, Seller => allow }\n\n    /// Change a listing.\n",
    );
    let manifest = "[features]\ndefault = [\"gamma\"]\nbeta = []\ngamma = []\n";
    let lib = lib.replace(
        "pub PostItem {",
        "#[cfg(feature = \"gamma\")]\n    pub PostItem {",
    );
    let package = Package::new("features", manifest, &[("src/lib.rs", &lib)]);
    for (arguments, expected) in [
        (&[][..], &["post_item", "edit_item"][..]),
        (
            &["--features", "beta"],
            &["post_item", "try_item", "edit_item"],
        ),
        (&["--all-features"], &["post_item", "try_item", "edit_item"]),
        (&["--no-default-features"], &["edit_item"]),
    ] {
        let said = package.permit(&[&["matrix", "--format", "json"], arguments].concat());
        said.assert(0, &[]);
        let matrix = Matrix::from_json(&said.stdout()).unwrap();
        let keys: Vec<&str> = matrix.actions.iter().map(|one| one.key.as_str()).collect();
        assert_eq!(keys, expected);
    }
}

#[test]
fn a_permit_that_is_patched_is_the_one_that_is_read() {
    // As an application says that permit is a checkout, while a registry has another one.
    let package = Package::new("patched", "", &[("src/lib.rs", &shop(""))]);
    let checkout = fs::canonicalize(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).unwrap();
    let checkout = checkout.to_str().unwrap();
    package.write(
        "Cargo.toml",
        &format!(
            "[package]\nname = \"patched\"\nedition = \"2024\"\n\n[dependencies]\n\
             permit = {{ package = \"permit-rs\", version = \"0.1\" }}\n\n[workspace]\n\n\
             [patch.crates-io]\npermit-rs = {{ path = \"{checkout}\" }}\n"
        ),
    );
    package.permit(&["matrix"]).assert(0, &[]);
}

#[test]
fn a_lint_that_is_denied_ends_with_a_code() {
    let open = shop("").replace(
        "{ Anonymous => deny, Seller => allow }",
        "{ Anonymous | Seller => allow }",
    );
    let package = Package::new("linted", "", &[("src/lib.rs", &open)]);
    let lint = |arguments: &[&str]| package.permit(&[&["lint"], arguments].concat());
    let said = lint(&["--deny", "open_to_anonymous"]);
    said.assert(1, &[]);
    assert!(said.stdout().contains("post_item"), "{}", said.stdout());
    let said = lint(&[
        "--allow",
        "open_to_anonymous,may_everything,write_without_ownership,equal_tables",
    ]);
    said.assert(0, &[]);
    assert!(!said.stdout().contains("post_item"), "{}", said.stdout());
    let said = lint(&["--deny", "open_to_all"]);
    said.assert(
        2,
        &[
            "error: there is no lint `open_to_all`\nhelp: write one of ",
            "`open_to_anonymous`",
        ],
    );
}
