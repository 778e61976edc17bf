//! The folders of the crate stand on one another: each uses only itself and what is below it.
//!
//! A search for `use crate::` would not tell, because a re-export hides where a name comes from. So
//! every path is followed through all re-exports to the folder that declares what it names.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot continue panics"
)]

mod modules;
mod paths;

use std::path::Path;

use modules::Modules;

/// The folders, from the bottom up.
const FOLDERS: [&str; 8] = [
    "vocabulary",
    "table",
    "policy",
    "principal",
    "decision",
    "listing",
    "matrix",
    "testing",
];

/// Where `folder` stands.
fn height(folder: &str) -> Option<usize> {
    FOLDERS.iter().position(|one| *one == folder)
}

/// The uses of what stands above, and how many uses there are.
fn upward(modules: &Modules) -> (Vec<String>, usize) {
    let mut all = 0;
    let mut upward = Vec::new();
    for used in modules.uses() {
        let (Some(from), Some(to)) = (height(&used.from), height(&used.to)) else {
            continue;
        };
        all += 1;
        if to > from {
            upward.push(format!(
                "{}: `{}` is in `{}`",
                used.place, used.path, used.to
            ));
        }
    }
    (upward, all)
}

#[test]
fn no_folder_uses_what_stands_above_it() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let modules = Modules::read(&sources);
    for folder in FOLDERS {
        assert!(modules.has(folder), "there is no folder `{folder}`");
    }
    let (upward, all) = upward(&modules);
    assert!(upward.is_empty(), "upward:\n{}", upward.join("\n"));
    println!("{all} uses between and within folders");
    assert!(all > 500, "only {all} uses were found");
}

#[test]
fn every_folder_is_one_of_the_layers() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let folders = std::fs::read_dir(sources)
        .unwrap()
        .map(|one| one.unwrap().path());
    for folder in folders.filter(|path| path.is_dir()) {
        let name = folder.file_name().unwrap().to_str().unwrap();
        assert!(
            height(name).is_some(),
            "`{name}` has no place among the layers"
        );
    }
}

fn upward_of(files: &[(&str, &str)]) -> Vec<String> {
    upward(&Modules::of(files)).0
}

#[test]
fn an_upward_use_is_found_through_every_re_export() {
    let lib = "mod table; mod decision; pub use crate::decision::Decision; pub mod explain { pub use crate::decision::inner::Reason as Why; }";
    let decision =
        "pub struct Decision; pub mod inner; pub use self::inner::Reason; pub use inner::*;";
    let inner = "pub struct Reason; pub struct Deep;";
    let with = |table| {
        upward_of(&[
            ("lib.rs", lib),
            ("table/mod.rs", table),
            ("decision/mod.rs", decision),
            ("decision/inner.rs", inner),
        ])
    };
    for table in [
        "use crate::decision::Decision;",
        "use crate::Decision;",
        "use crate::explain::Why;",
        "use crate::{Decision as Other};",
        "use super::decision::Reason;",
        "use crate::decision::{inner::Deep};",
        "use crate::decision::Deep;",
        "use crate::decision;",
        "fn decide() -> crate::Decision { todo!() }",
        "fn decide() { let _: Vec<super::explain::Why>; }",
        "mod tests { use crate::explain; fn f() { explain::Why; } }",
        "macro_rules! m { () => { crate::explain::Why } }",
        "fn f() { println!(\"{}\", crate::explain::Why) }",
    ] {
        assert_eq!(with(table).len(), 1, "{table}: {:?}", with(table));
    }
    for table in [
        "pub struct Table; use self::Table as Other;",
        "use std::decision::Decision;",
        "fn decide() { crate::table::decide() }",
        "mod decision { pub struct Decision; } use self::decision::Decision;",
    ] {
        assert!(with(table).is_empty(), "{table}: {:?}", with(table));
    }
}

#[test]
fn a_downward_use_is_none() {
    let files = [
        (
            "lib.rs",
            "mod table; mod decision; pub use crate::table::Table;",
        ),
        ("table/mod.rs", "pub struct Table;"),
        ("decision/mod.rs", "use crate::Table; use crate::table;"),
    ];
    let modules = Modules::of(&files);
    assert_eq!(upward(&modules), (Vec::new(), 2));
}
