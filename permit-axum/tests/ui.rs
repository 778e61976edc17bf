//! What the compiler says to somebody whose handler is not guarded, word by word.

#[test]
fn the_compiler_names_what_is_wrong_with_a_handler() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
