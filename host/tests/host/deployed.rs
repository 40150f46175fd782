//! The stake driver that people run today: another dialect, no word about its panics, no schema.

use std::sync::LazyLock;

use crate::support::{cause, deployed_stake, from_hex, host};
use data_driver_host::{Cause, Decode, Driver, Error, Kind};

static DEPLOYED: LazyLock<Driver> = LazyLock::new(|| host().load(&deployed_stake()).unwrap());

fn reward() -> Vec<u8> {
    from_hex(include_str!("data/reward.hex"))
}

fn stake() -> Vec<u8> {
    from_hex(include_str!("data/stake.hex"))
}

#[test]
fn a_reward_event_is_decoded() {
    let rewards = DEPLOYED.decode_event("reward", &reward()).unwrap();
    let reasons: Vec<_> = rewards
        .as_array()
        .unwrap()
        .iter()
        .map(|reward| &reward["reason"])
        .collect();
    assert_eq!(
        reasons,
        ["GeneratorFixed", "Other", "GeneratorExtra", "Voter"]
    );
    assert_eq!(rewards[0]["value"], "13900180000");

    let text = DEPLOYED
        .decode_text(Decode::Event, "reward", &reward())
        .unwrap();
    let parsed: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(parsed, rewards);
}

#[test]
fn a_stake_call_comes_back_from_json() {
    let json = DEPLOYED
        .decode_text(Decode::Input, "stake", &stake())
        .unwrap();
    assert_eq!(DEPLOYED.encode_input("stake", &json).unwrap(), stake());
}

#[test]
fn an_output_is_decoded() {
    let json = DEPLOYED
        .decode_output("burnt_amount", &7u64.to_le_bytes())
        .unwrap();
    assert_eq!(json, "7");
}

#[test]
fn its_version_is_known() {
    assert_eq!(DEPLOYED.version(), "0.1.0");
}

#[test]
fn a_schema_that_traps_is_an_error_and_nothing_else() {
    for _ in 0..3 {
        assert!(matches!(cause(DEPLOYED.schema_text()), Cause::Trap(_)));
        assert!(DEPLOYED.decode_event("reward", &reward()).is_ok());
    }
    let error = DEPLOYED.schema().unwrap_err();
    assert_eq!(
        error.to_string(),
        "get_schema: the driver trapped: wasm `unreachable` instruction executed"
    );
}

#[test]
fn an_error_quotes_the_driver() {
    let error = DEPLOYED.encode_input("nope", "null").unwrap_err();
    let Error::Rejected(report) = &error else {
        panic!("{error:?}");
    };
    assert_eq!(report.kind, Kind::Unsupported);
    assert_eq!(report.code, 2);
    assert_eq!(report.function.as_deref(), Some("nope"));
    assert_eq!(report.message, "nope: Unsupported(\"fn_name nope\")");

    let error = DEPLOYED.decode_event("reward", &[1, 2, 3]).unwrap_err();
    let report = error.report();
    assert_eq!(
        (report.kind, report.event.as_deref()),
        (Kind::Other, Some("reward"))
    );
    assert!(
        report.message.starts_with("reward: Rkyv("),
        "{}",
        report.message
    );
}

/// Its loaders offer 1 KiB, and it forgets a message that does not fit.
#[test]
fn a_long_message_arrives_and_is_cut() {
    let name = "\u{1}".repeat(100_000);
    let error = DEPLOYED.encode_input(&name, "null").unwrap_err();
    let report = error.report();
    // The place, cut and escaped, and the driver's own words.
    let place = format!("{}…", r"\u0001".repeat(64));
    let words = format!("Unsupported(\"fn_name {}\")", r"\u{1}".repeat(100_000));
    let whole = format!("{place}: {words}");
    assert_eq!(report.message, format!("{}…", &whole[..1_024]));
    assert_eq!(report.function, Some(name));
}

/// Its loaders stop at 64 KiB, and it does not say how much it needs.
#[test]
fn a_long_result_arrives_whole() {
    let memo = "ab".repeat(150_000);
    let json = format!(
        r#"{{"contract":"{}","value":"1","data":"{memo}"}}"#,
        "00".repeat(32)
    );
    let bytes = DEPLOYED.encode_input("stake_from_contract", &json).unwrap();
    assert!(bytes.len() > 150_000);
    let back = DEPLOYED
        .decode_input("stake_from_contract", &bytes)
        .unwrap();
    assert_eq!(back["data"], memo);
}
