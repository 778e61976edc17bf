//! The exact messages of the compiler about a handler that is not guarded.

#[test]
fn the_compiler_names_what_is_wrong_with_a_handler() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
