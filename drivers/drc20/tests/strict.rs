//! Nothing is lost without a word.

use data_driver::{ConvertibleContract, Kind};
use drc20_driver::Drc20Driver;

/// The deployed driver of the token takes such an `init` and drops the name and the symbol.
#[test]
fn members_that_the_contract_does_not_have_are_refused() {
    let init = r#"{"name":"Coin","symbol":"CN","initial_balances":[]}"#;
    let error = Drc20Driver
        .encode_input_fn("init", init)
        .expect_err("refused")
        .report();
    assert_eq!(error.kind, Kind::UnknownMember);
    assert_eq!(
        error.message,
        "init: unknown member \"name\"; known are \"initial_balances\""
    );
}

#[test]
fn an_account_must_be_one_of_the_two() {
    let call = r#"{"to":{"Person":"x"},"value":1}"#;
    let error = Drc20Driver
        .encode_input_fn("transfer", call)
        .expect_err("refused")
        .report();
    assert_eq!(error.pointer.as_deref(), Some("/to"));
    assert_eq!(
        error.message,
        "transfer: /to: expected one of \"External\", \"Contract\", found \"Person\""
    );
}
