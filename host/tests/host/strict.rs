//! Inputs that are the very bytes that encoding their value gives.

use data_driver_host::{Cause, Decode, Driver, Error, Host, Kind, Report};

use crate::support::{Wat, our_stake};

/// The configuration of stakes: a number of 64 bits, one of 8, and seven bytes between it and the end.
const CONFIG: [u8; 16] = [5, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0];

fn strict(wasm: &[u8]) -> Driver {
    let host = Host::builder().strict(true).build().unwrap();
    host.load(wasm).unwrap()
}

fn refused(result: Result<impl std::fmt::Debug, Error>) -> Report {
    match result.unwrap_err() {
        Error::Rejected(report) => *report,
        error => panic!("{error}"),
    }
}

#[test]
fn the_bytes_of_a_value_are_decoded() {
    let driver = strict(&our_stake());
    let text = driver.decode_text(Decode::Input, "set_config", &CONFIG);
    assert_eq!(text.unwrap(), r#"{"warnings":3,"minimum_stake":"5"}"#);
    let value = driver.decode_input("set_config", &CONFIG).unwrap();
    assert_eq!(value["warnings"], 3);
}

#[test]
fn other_bytes_of_the_same_value_are_refused() {
    let mut bytes = CONFIG;
    bytes[9] = 1;
    let lax = Driver::from_bytes(&our_stake()).unwrap();
    assert_eq!(
        lax.decode_input("set_config", &bytes).unwrap()["warnings"],
        3
    );

    let report = refused(strict(&our_stake()).decode_input("set_config", &bytes));
    assert_eq!(
        report.message,
        "set_config: the bytes are not those that encoding their value gives: expected 0x00 at byte 9, found 0x01"
    );
    assert_eq!(report.kind, Kind::InvalidBytes);
    assert_eq!(
        (report.offset, report.function.as_deref()),
        (Some(9), Some("set_config"))
    );
    assert_eq!(report.expected.as_deref(), Some("0x00 at byte 9"));
    assert_eq!(report.found.as_deref(), Some("0x01"));
}

#[test]
fn bytes_of_another_number_are_refused() {
    // What it is given is shown as nothing, and nothing is encoded as no bytes.
    let driver = Wat::new()
        .body(
            "decode_input_fn",
            "(i32.store (i32.const 1024) (i32.const 0x6c6c756e))
             (call $answer (i32.const 1024) (i32.const 4) (local.get 4) (local.get 5))",
        )
        .body(
            "encode_input_fn",
            "(call $answer (i32.const 0) (i32.const 0) (local.get 4) (local.get 5))",
        );
    let driver = strict(&driver.wasm());
    assert!(driver.decode_input("nothing", b"").unwrap().is_null());
    let report = refused(driver.decode_input("nothing", b"ab"));
    assert_eq!(
        report.message,
        "nothing: the bytes are not those that encoding their value gives: expected 0 bytes, found 2 bytes"
    );
    assert_eq!(report.offset, Some(0));
}

#[test]
fn a_value_that_the_driver_does_not_take_is_refused() {
    let bytes = not_a_point();
    let lax = Driver::from_bytes(&our_stake()).unwrap();
    let shown = lax.decode_input("get_stake", &bytes).unwrap();
    let why = refused(lax.encode_input("get_stake", &shown.to_string()));

    let report = refused(strict(&our_stake()).decode_input("get_stake", &bytes));
    let words = why.message.strip_prefix("get_stake: ").unwrap();
    assert_eq!(
        report.message,
        format!("get_stake: the bytes hold a value that is refused: {words}")
    );
    assert_eq!(report.kind, Kind::InvalidBytes);
    assert_eq!(report.pointer, why.pointer);
}

/// A key whose first coordinate is no point's: an archive has two coordinates of 96 bytes, and whether it is the identity.
fn not_a_point() -> [u8; 200] {
    let mut bytes = [0; 200];
    bytes[0] = 2;
    bytes
}

#[test]
fn what_cannot_be_encoded_is_decoded_as_ever() {
    let driver = strict(&our_stake());
    let text = driver.decode_text(Decode::Output, "burnt_amount", &[7, 0, 0, 0, 0, 0, 0, 0]);
    assert_eq!(text.unwrap(), "\"7\"");
}

#[test]
fn a_driver_that_traps_when_it_encodes_is_at_fault() {
    let driver = Wat::new()
        .body("encode_input_fn", "unreachable")
        .says("get_last_error", "");
    let driver = strict(&driver.wasm());
    match driver.decode_input("f", b"1").unwrap_err() {
        Error::Fault(fault) => assert!(matches!(fault.cause(), Cause::Trap(_)), "{fault}"),
        error => panic!("{error}"),
    }
    let lax = Wat::new().load();
    assert_eq!(lax.decode_input("f", b"1").unwrap(), 1);
}
