//! What does not compile, and what the compiler says then. The whole text is asserted: it is
//! written for the one who made the mistake. `TRYBUILD=overwrite cargo test --test ui` writes it
//! anew; read what it wrote as that person.

#[test]
fn each_mistake_is_told_once_where_it_is_with_the_words_that_mend_it() {
    trybuild::TestCases::new().compile_fail("tests/ui/fail/*.rs");
}
