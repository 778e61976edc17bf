//! Code that must not compile, and the messages of the compiler. The whole text is asserted,
//! because it is written for the programmer who made the mistake. `TRYBUILD=overwrite cargo test
//! --test ui` rewrites the expected text; read the result as that programmer would.

#[test]
fn each_mistake_is_reported_once_where_it_is_and_with_its_correction() {
    trybuild::TestCases::new().compile_fail("tests/ui/fail/*.rs");
}
