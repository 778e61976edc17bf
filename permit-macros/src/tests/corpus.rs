//! The corpus of the fuzz targets, replayed without a fuzzer: inputs that fuzzing found, and inputs
//! that lead it to new code.

use std::{fs, path::Path};

use proc_macro2::TokenStream;

use super::{mutation::mutated, oracle::judge};

/// The files of a target. The published package has none, because they are outside of it.
fn corpus(target: &str) -> Vec<Vec<u8>> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus");
    let Ok(files) = fs::read_dir(corpus.join(target)) else {
        assert!(!corpus.exists(), "the corpus of `{target}` is missing");
        return Vec::new();
    };
    let files = files.map(|file| fs::read(file.unwrap().path()).unwrap());
    files.collect()
}

#[test]
fn every_text_is_compiled_or_reported() {
    for bytes in corpus("text") {
        if let Ok(tokens) = String::from_utf8_lossy(&bytes).parse::<TokenStream>() {
            judge(&tokens);
        }
    }
}

#[test]
fn every_changed_sample_is_compiled_or_reported() {
    for bytes in corpus("tables") {
        judge(&mutated(&bytes));
    }
}

/// The targets include the files of this crate a second time.
#[test]
fn the_fuzz_targets_include_every_module() {
    let targets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/src/lib.rs");
    let Ok(targets) = fs::read_to_string(targets) else {
        return;
    };
    for name in include_str!("../lib.rs").lines() {
        let Some(name) = name.strip_prefix("mod ").filter(|name| *name != "tests;") else {
            continue;
        };
        let name = name.trim_end_matches(';');
        let [file, folder] = [format!("{name}.rs"), format!("{name}/mod.rs")].map(|file| {
            targets.contains(&format!(
                "#[path = \"../../permit-macros/src/{file}\"]\nmod {name};"
            ))
        });
        let is_file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/{name}.rs"));
        assert!(if is_file.exists() { file } else { folder }, "{name}");
    }
}
