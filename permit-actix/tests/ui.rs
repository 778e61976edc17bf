//! What the compiler says to somebody whose handler or service is not guarded, word by word.

#[test]
fn the_compiler_names_what_is_wrong_with_a_handler_or_a_service() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
