//! What the macro says to an author who made a mistake. `TRYBUILD=overwrite` writes the messages.

#[test]
fn messages() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/ui/*.rs");
}
