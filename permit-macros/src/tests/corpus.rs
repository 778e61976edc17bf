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
