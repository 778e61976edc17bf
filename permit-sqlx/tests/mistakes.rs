//! The mistakes of a newcomer, which `docs/mistakes.md` lists and grades, and the messages of the
//! compiler. `TRYBUILD=overwrite cargo test --test mistakes` rewrites the expected text.

#[test]
fn each_mistake_of_a_newcomer_is_refused_with_the_asserted_message() {
    trybuild::TestCases::new().compile_fail("tests/mistakes/*.rs");
}
