//! The exact messages of the compiler about a handler or a service that is not guarded.

#[test]
fn the_compiler_names_what_is_wrong_with_a_handler_or_a_service() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
