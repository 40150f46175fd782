//! A loaded driver where one that is linked in is expected.

use data_driver_host::{ConvertibleContract, Decode, Kind};

use crate::support::{Wat, deployed_stake, from_hex, host, our_stake};

/// Code that does not know where its driver comes from.
fn reward_as_text(driver: &dyn ConvertibleContract, bytes: &[u8]) -> String {
    let mut text = String::from("reward: ");
    driver
        .decode_to_text(Decode::Event, "reward", bytes, &mut text)
        .unwrap();
    text
}

#[test]
fn both_kinds_of_drivers_are_contracts() {
    let reward = from_hex(include_str!("data/reward.hex"));
    for wasm in [our_stake(), deployed_stake()] {
        let driver = host().load(&wasm).unwrap();
        let text = reward_as_text(&driver, &reward);
        let value: serde_json::Value =
            serde_json::from_str(text.strip_prefix("reward: ").unwrap()).unwrap();
        let contract: &dyn ConvertibleContract = &driver;
        assert_eq!(contract.decode_event("reward", &reward).unwrap(), value);
        assert_eq!(contract.get_version(), "0.1.0");
    }
}

#[test]
fn every_operation_reaches_the_driver() {
    // The result is the number of the export.
    let wat = [
        "encode_input_fn",
        "decode_input_fn",
        "decode_output_fn",
        "decode_event",
    ]
    .into_iter()
    .enumerate()
    .fold(Wat::new(), |wat, (number, name)| {
        let digit = number + 48;
        wat.body(
            name,
            &format!(
                "(i32.store8 offset=4 (local.get 4) (i32.const {digit}))
                     (call $set_length (local.get 4) (i32.const 1)) (i32.const 0)"
            ),
        )
    });
    let driver = wat.says("get_schema", "{}").load();
    let contract: &dyn ConvertibleContract = &driver;
    assert_eq!(contract.encode_input_fn("f", "").unwrap(), b"0");
    assert_eq!(contract.decode_input_fn("f", b"").unwrap(), 1);
    assert_eq!(contract.decode_output_fn("f", b"").unwrap(), 2);
    assert_eq!(contract.decode_event("e", b"").unwrap(), 3);
    assert_eq!(driver.decode_input("f", b"").unwrap(), 1);
    assert_eq!(driver.decode_output("f", b"").unwrap(), 2);
    assert_eq!(contract.get_schema(), "{}");
    assert_eq!(contract.get_version(), "1.2.3");
    for (number, what) in [Decode::Input, Decode::Output, Decode::Event]
        .into_iter()
        .enumerate()
    {
        let mut text = String::from(">");
        contract.decode_to_text(what, "f", b"", &mut text).unwrap();
        assert_eq!(text, format!(">{}", number + 1));
    }
}

#[test]
fn a_schema_that_fails_is_empty() {
    let driver = Wat::new().body("get_schema", "unreachable").load();
    assert_eq!(driver.get_schema(), "");
}

#[test]
fn errors_carry_the_same_report() {
    let driver = host().load(&our_stake()).unwrap();
    let report = driver.encode_input("stake", "[]").unwrap_err().report();
    let error = driver.encode_input_fn("stake", "[]").unwrap_err();
    assert_eq!(error.report(), report);
    assert_eq!(error.to_string(), report.message);
    assert_eq!(report.function.as_deref(), Some("stake"));
    assert!(report.message.starts_with("stake: "));

    let faulty = Wat::new().conversions("unreachable").load();
    let error = faulty.decode_input_fn("f", b"").unwrap_err();
    assert_eq!(error.kind(), Kind::Trap);
    assert_eq!(error.report().function.as_deref(), Some("f"));
}
