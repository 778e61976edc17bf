//! What `cargo permit fill` writes.

use crate::package::{Package, SUBJECT};

/// The user types, and two actions. `last` is the end of the list of user types.
pub(crate) fn shop(last: &str) -> String {
    format!(
        "#[derive(permit::UserType, Clone, Copy)]\npub enum UserType {{\n    #[anonymous]\n    Anonymous,\n    \
         Seller,\n{last}}}\n{SUBJECT}\npub struct Item {{ seller: u64 }}\n\nimpl permit::Owned<User> for Item {{\n    \
         fn owner(&self) -> Option<&u64> {{ Some(&self.seller) }}\n}}\n{CATALOGUE}"
    )
}

const CATALOGUE: &str = "
permit::permissions! {
    <User: UserType>

    /// Put something up for sale.
    pub PostItem { Anonymous => deny, Seller => allow }

    /// Change a listing.
    pub EditItem(context = Item) {
        Anonymous => deny,
        Seller    => allow if owner,
    }
}
";

const MODERATOR: &str = "    Moderator,\n";

/// The same with rows for `Moderator`.
fn filled(last: &str) -> String {
    shop(last)
        .replace("Seller => allow }", "Seller => allow, Moderator => deny }")
        .replace(
            "allow if owner,\n",
            "allow if owner,\n        Moderator => deny,\n",
        )
}

#[test]
fn a_row_is_written_into_each_table_that_the_compiler_names() {
    let package = Package::new("plain", "", &[("src/lib.rs", &shop(MODERATOR))]);
    let said = package.permit(&["fill", "Moderator", "deny"]);
    said.assert(0, &[]);
    assert_eq!(
        said.stdout(),
        "wrote 2 rows for `Moderator` into 1 file:\n    src/lib.rs\n"
    );
    assert_eq!(package.read("src/lib.rs"), filled(MODERATOR));
}

#[test]
fn only_the_rows_of_that_user_type_are_written() {
    let both = "    Moderator,\n    Partner,\n";
    let package = Package::new("two", "", &[("src/lib.rs", &shop(both))]);
    let said = package.permit(&["fill", "Moderator", "deny"]);
    let left = "does not say what 1 of the 4 user types may do: `Partner`";
    said.assert(1, &[left, "error: the compiler reports 2 other errors\n"]);
    assert_eq!(package.read("src/lib.rs"), filled(both));
}

#[test]
fn a_target_that_was_hidden_by_another_is_filled_as_well() {
    let test = format!("#![cfg(test)]\n{}", shop(MODERATOR));
    let files = [
        ("src/lib.rs", shop(MODERATOR)),
        (
            "tests/own.rs",
            format!("use hidden as _;\n{}", shop(MODERATOR)),
        ),
        ("src/tests.rs", test),
    ];
    let mut files = files.each_ref().map(|(path, text)| (*path, text.as_str()));
    let lib = format!("mod tests;\n{}", files[0].1);
    files[0].1 = &lib;
    let package = Package::new("hidden", "", &files);
    let said = package.permit(&["fill", "Moderator", "deny"]);
    said.assert(0, &[]);
    assert_eq!(
        said.stdout(),
        "wrote 6 rows for `Moderator` into 3 files:\n    src/lib.rs\n    src/tests.rs\n    tests/own.rs\n"
    );
    for (path, start) in [
        ("src/lib.rs", "mod tests;\n"),
        ("src/tests.rs", "#![cfg(test)]\n"),
        ("tests/own.rs", "use hidden as _;\n"),
    ] {
        assert_eq!(
            package.read(path),
            start.to_owned() + &filled(MODERATOR),
            "{path}"
        );
    }
}

#[test]
fn a_user_type_behind_a_feature_gets_rows_behind_it() {
    let last = "    #[cfg(feature = \"beta\")]\n    Moderator,\n";
    let package = Package::new(
        "beta",
        "[features]\nbeta = []\n",
        &[("src/lib.rs", &shop(last))],
    );
    let nothing = "error: nothing is missing: every table has a row for `Moderator`";
    package
        .permit(&["fill", "Moderator", "deny"])
        .assert(2, &[nothing]);
    let fill = ["fill", "Moderator", "deny", "--features", "beta"];
    package.permit(&fill).assert(0, &[]);
    let cfg = "#[cfg(feature = \"beta\")]";
    let expected = shop(last)
        .replace(
            "=> allow }",
            &format!("=> allow, {cfg} Moderator => deny }}"),
        )
        .replace(
            "owner,\n",
            &format!("owner,\n        {cfg}\n        Moderator => deny,\n"),
        );
    assert_eq!(package.read("src/lib.rs"), expected);
    package.cargo(&["check", "--quiet"]);
    package.cargo(&["check", "--quiet", "--all-features"]);
}

#[test]
fn other_errors_are_shown_and_the_rows_stay() {
    let forgotten = "\npub fn name(of: UserType) -> &'static str {\n    match of {\n        \
                     UserType::Anonymous => \"visitor\",\n        UserType::Seller => \"seller\",\n    }\n}\n";
    let package = Package::new(
        "others",
        "",
        &[("src/lib.rs", &(shop(MODERATOR) + forgotten))],
    );
    let said = package.permit(&["fill", "Moderator", "allow if owner"]);
    // `PostItem` has no context that could be owned.
    let errors = [
        "non-exhaustive patterns: `UserType::Moderator` not covered",
        "`PostItem` has no context, so nothing has an owner",
        "error: the compiler reports 2 other errors\n",
    ];
    said.assert(1, &errors);
    assert!(
        said.stdout()
            .starts_with("wrote 2 rows for `Moderator` into 1 file:\n")
    );
    let expected = filled(MODERATOR).replace("Moderator => deny", "Moderator => allow if owner");
    assert_eq!(package.read("src/lib.rs"), expected + forgotten);
}

#[test]
fn of_a_workspace_the_package_that_is_named_is_filled() {
    let member = |name: &str| {
        format!(
            "[package]\nname = \"{name}\"\nedition = \"2024\"\n\n[dependencies]\npermit.workspace = true\n"
        )
    };
    let manifest = format!(
        "members = [\"one\", \"other\"]\n\n[workspace.dependencies]\n\
         permit = {{ package = \"permit-rs\", path = \"{}/..\" }}\n",
        env!("CARGO_MANIFEST_DIR")
    );
    let package = Package::new(
        "members",
        &manifest,
        &[
            ("src/lib.rs", ""),
            ("one/Cargo.toml", &member("one")),
            ("one/src/lib.rs", &shop(MODERATOR)),
            ("other/Cargo.toml", &member("other")),
            ("other/src/lib.rs", &shop(MODERATOR)),
        ],
    );
    let fill = [
        "fill",
        "Moderator",
        "deny",
        "--package",
        "one",
        "--manifest-path",
        "Cargo.toml",
    ];
    let said = package.permit(&fill);
    said.assert(0, &[]);
    assert_eq!(
        said.stdout(),
        "wrote 2 rows for `Moderator` into 1 file:\n    one/src/lib.rs\n"
    );
    assert_eq!(package.read("one/src/lib.rs"), filled(MODERATOR));
    assert_eq!(package.read("other/src/lib.rs"), shop(MODERATOR));
}

/// An application with roles, and two actions that they hold.
fn reports(last: &str) -> String {
    format!(
        "#[derive(permit::UserType, Clone, Copy)]\npub enum UserType {{\n    #[anonymous]\n    Anonymous,\n    \
         Seller,\n}}\n{SUBJECT}\n#[derive(permit::Roles, Clone, Copy)]\npub enum Role {{\n    Viewer,\n    \
         Admin,\n{last}}}\n{ROLES}"
    )
}

const ROLES: &str = "
#[derive(permit::Action)]
#[action(subject = User)]
#[permissions(Anonymous => deny, Seller => allow if granted)]
#[roles(
    Viewer => withhold, // They only look.
    Admin  => grant,
)]
pub struct EditReport;

permit::permissions! {
    <User: UserType, roles>

    use EditReport;

    /// Look at a report.
    pub ViewReport {
        Anonymous => deny,
        Seller => allow if granted,
    } roles {
        Viewer | Admin => grant,
    }

    /// No role holds it.
    pub PostItem { Anonymous => deny, Seller => allow }
}
";

#[test]
fn a_row_of_a_role_is_written_into_each_table_that_roles_hold() {
    let auditor = "    Auditor,\n";
    let package = Package::new("roles", "", &[("src/lib.rs", &reports(auditor))]);
    let said = package.permit(&["fill", "Auditor", "grant"]);
    said.assert(0, &[]);
    assert_eq!(
        said.stdout(),
        "wrote 2 rows for `Auditor` into 1 file:\n    src/lib.rs\n"
    );
    let filled = reports(auditor)
        .replace(
            "    Admin  => grant,\n",
            "    Admin  => grant,\n    Auditor => grant,\n",
        )
        .replace(
            "Viewer | Admin => grant,\n",
            "Viewer | Admin => grant,\n        Auditor => grant,\n",
        );
    assert_eq!(package.read("src/lib.rs"), filled);
    // The words for user types are others.
    let said = package.permit(&["fill", "Auditor", "deny"]);
    said.assert(2, &["there is no user type `Auditor`"]);
    let said = package.permit(&["fill", "Auditr", "withhold"]);
    said.assert(
        2,
        &[
            "there is no role `Auditr`",
            "similar name exists: `Auditor`",
        ],
    );
}

#[test]
fn the_rows_of_a_role_are_behind_the_cfg_of_the_role() {
    let auditor = "    #[cfg(not(test))]\n    Auditor,\n";
    let package = Package::new("roles_cfg", "", &[("src/lib.rs", &reports(auditor))]);
    let said = package.permit(&["fill", "Auditor", "withhold"]);
    said.assert(0, &[]);
    let row = "        #[cfg(not(test))]\n        Auditor => withhold,\n    }\n";
    assert!(
        package.read("src/lib.rs").contains(row),
        "{}",
        package.read("src/lib.rs")
    );
}
