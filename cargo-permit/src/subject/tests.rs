//! Libraries, and the path of their subject.

use std::fs;

use cargo_metadata::camino::Utf8Path;
use tempfile::TempDir;

use super::{stated, tree::Tree};

/// The public path of the subject of each catalogue in a library of these files.
fn subjects(files: &[(&str, &str)]) -> Vec<Option<String>> {
    let folder = TempDir::new().unwrap();
    let root = Utf8Path::from_path(folder.path()).unwrap();
    for (path, text) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let tree = Tree::read(&root.join("lib.rs")).unwrap();
    let public = |one: &super::Catalogue| tree.public(&one.module, &one.subject);
    let found = tree.catalogues.iter().map(public);
    found.map(|path| Some(path?.join("::"))).collect()
}

#[track_caller]
fn assert_subject(files: &[(&str, &str)], expected: Option<&str>) {
    assert_eq!(subjects(files), [expected.map(str::to_owned)]);
}

const CATALOGUE: &str = "permit::permissions! { <User: UserType> PostItem { Anonymous => deny } }";

#[test]
fn a_subject_beside_its_catalogue_is_found() {
    assert_subject(
        &[("lib.rs", &format!("pub struct User;\n{CATALOGUE}"))],
        Some("User"),
    );
    assert_subject(
        &[(
            "lib.rs",
            "pub mod a { pub mod b { pub enum User {} } permissions! { <b::User: crate::U> } }",
        )],
        Some("a::b::User"),
    );
}

#[test]
fn a_subject_is_found_through_modules_imports_and_globs() {
    for (lib, catalogue, expected) in [
        (
            "pub mod domain; mod catalogue;",
            "use crate::domain::User;",
            Some("domain::User"),
        ),
        (
            "pub mod domain; mod catalogue;",
            "use super::domain::*;",
            Some("domain::User"),
        ),
        (
            "mod domain; mod catalogue; pub use domain::User;",
            "use crate::User;",
            Some("User"),
        ),
        (
            "mod domain; mod catalogue; pub use domain::*;",
            "use crate::domain::{self, *};",
            Some("User"),
        ),
        (
            "mod domain; mod catalogue; pub use domain::User as Person;",
            "use crate::Person as User;",
            Some("Person"),
        ),
        (
            "pub mod domain; mod catalogue; pub use self::domain::User;",
            "use crate::domain::User;",
            Some("User"),
        ),
        // Another type of that name is public, and this one is not.
        (
            "mod domain; mod catalogue; pub struct User;",
            "use crate::domain::User;",
            None,
        ),
        (
            "mod domain; mod catalogue; pub(crate) use domain::User;",
            "use crate::User;",
            None,
        ),
        ("mod domain; mod catalogue;", "use elsewhere::User;", None),
        // A circle.
        (
            "mod catalogue; use catalogue::User;",
            "use crate::User;",
            None,
        ),
    ] {
        let catalogue = format!("{catalogue}\n{CATALOGUE}");
        let files = [
            ("lib.rs", lib),
            ("domain/mod.rs", "pub struct User;"),
            ("catalogue.rs", &*catalogue),
        ];
        assert_eq!(
            subjects(&files),
            [expected.map(str::to_owned)],
            "{lib} {catalogue}"
        );
    }
}

#[test]
fn files_of_modules_are_found_as_the_compiler_finds_them() {
    let inner = format!("pub struct User;\n{CATALOGUE}");
    assert_subject(
        &[
            ("lib.rs", "pub mod a;"),
            ("a.rs", "pub mod b;"),
            ("a/b.rs", &inner),
        ],
        Some("a::b::User"),
    );
    assert_subject(
        &[
            ("lib.rs", "pub mod a;"),
            ("a/mod.rs", "pub mod b;"),
            ("a/b.rs", &inner),
        ],
        Some("a::b::User"),
    );
    assert_subject(
        &[("lib.rs", "pub mod a { pub mod b; }"), ("a/b.rs", &inner)],
        Some("a::b::User"),
    );
    assert_subject(
        &[
            ("lib.rs", "#[path = \"other/file.rs\"] pub mod a;"),
            ("other/file.rs", "pub mod b;"),
            ("other/b.rs", &inner),
        ],
        Some("a::b::User"),
    );
}

#[test]
fn a_catalogue_of_unit_tests_is_not_the_one_of_the_library() {
    let tests = format!(
        "pub struct User;\n#[cfg(test)]\nmod tests {{ pub struct User;\n{CATALOGUE} }}\n{CATALOGUE}"
    );
    assert_subject(&[("lib.rs", &tests)], Some("User"));
}

#[test]
fn a_stated_path_is_read_as_it_is_written_anywhere() {
    for said in [
        "a::User",
        "crate::a::User",
        "::my_app::a::User",
        "my_app :: a::User",
    ] {
        assert_eq!(stated(said, "my_app").unwrap(), "a::User");
    }
    assert!(stated("User; evil()", "my_app").is_err());
}
