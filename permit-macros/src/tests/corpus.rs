//! What fuzzing found, and what leads it to new places, once more and without a fuzzer.

use std::{fs, path::Path};

use proc_macro2::TokenStream;

use super::{mutation::mutated, oracle::judge};

/// The files of a target. The package from a registry has none: they stand beside it.
fn corpus(target: &str) -> Vec<Vec<u8>> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus");
    let Ok(files) = fs::read_dir(corpus.join(target)) else {
        assert!(!corpus.exists(), "the corpus of `{target}` is gone");
        return Vec::new();
    };
    let files = files.map(|file| fs::read(file.unwrap().path()).unwrap());
    files.collect()
}

#[test]
fn whatever_text_is_written_is_compiled_or_told() {
    for bytes in corpus("text") {
        if let Ok(tokens) = String::from_utf8_lossy(&bytes).parse::<TokenStream>() {
            judge(&tokens);
        }
    }
}

#[test]
fn whatever_becomes_of_a_sample_is_compiled_or_told() {
    for bytes in corpus("tables") {
        judge(&mutated(&bytes));
    }
}
