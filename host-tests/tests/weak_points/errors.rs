//! Errors arrive whole, stay until the next call and say where the mistake is.

use data_driver::abi::{Code, exports};
use data_driver::{ConvertibleContract, Decode, Kind};
use data_driver_host::{Driver, Error};
use host_tests::golden;
use stake_driver::StakeDriver;

use crate::raw::{Block, FIXTURE, HOSTED_FIXTURE, Raw, STAKE};

/// What the deployed loaders offer for an error, in bytes.
const DEPLOYED_BUFFER: u32 = 1024;

#[test]
fn the_error_about_a_long_name_fits_where_deployed_loaders_read_it() {
    let mut driver = Raw::start(&STAKE);
    let long = "x".repeat(3000);
    let (name, data) = (driver.put(&long), driver.put("null"));
    let out = driver.block(DEPLOYED_BUFFER);
    let code = driver.convert(exports::ENCODE_INPUT_FN, [name, data, out]);
    assert_eq!(code, Code::OperationError);
    assert_eq!(driver.tell(exports::GET_LAST_ERROR, out), Code::Ok);
    let expected = format!("{}…: the driver has no such function", &long[..64]);
    assert_eq!(driver.text(out), expected);
    // And nothing of it is lost.
    assert_eq!(driver.details().function, Some(long));
}

#[test]
fn an_error_of_64_kib_can_be_read_again_and_again() {
    let mut driver = Raw::start(&FIXTURE);
    let (name, data) = (driver.put("error"), driver.put("65536"));
    let small = driver.block(DEPLOYED_BUFFER);
    let code = driver.convert(exports::ENCODE_INPUT_FN, [name, data, small]);
    assert_eq!(code, Code::OperationError);
    let expected = format!("error: {}", "e".repeat(65_536));
    for _ in 0..2 {
        for _ in 0..2 {
            let code = driver.tell(exports::GET_LAST_ERROR, small);
            assert_eq!(code, Code::BufferTooSmall);
            assert_eq!(driver.length(small) as usize, expected.len());
        }
        assert_eq!(driver.last_error(), expected);
        assert_eq!(driver.details().message, expected);
    }
    let null = Block::new(0, DEPLOYED_BUFFER);
    assert_eq!(
        driver.tell(exports::GET_LAST_ERROR, null),
        Code::InvalidInput
    );
    assert_eq!(driver.last_error(), expected);
}

#[test]
fn of_an_error_of_64_kib_the_host_keeps_what_a_message_bears() {
    let error = HOSTED_FIXTURE
        .encode_input("error", "65536")
        .expect_err("asked for");
    let Error::Rejected(report) = error else {
        panic!("{error:?}");
    };
    assert_eq!(report.kind, Kind::Other);
    assert_eq!(report.message, format!("{:e<1024}…", "error: "));
}

#[test]
fn a_call_that_succeeds_forgets_the_error() {
    let mut driver = Raw::start(&STAKE);
    let (unknown, known) = (driver.put("nothing"), driver.put("unstake"));
    let (data, out) = (driver.put(""), driver.block(64));
    let code = driver.convert(exports::DECODE_EVENT, [unknown, data, out]);
    assert_eq!(code, Code::OperationError);
    assert!(driver.last_error().starts_with("nothing: "));
    let code = driver.convert(exports::DECODE_OUTPUT_FN, [known, data, out]);
    assert_eq!(code, Code::Ok);
    assert_eq!(driver.last_error(), "");
    assert_eq!(driver.told(exports::GET_LAST_ERROR_DETAILS), "");
}

/// A caller that reads the length before it looks at the code finds nothing there.
#[test]
fn a_call_that_fails_leaves_no_old_length() {
    let mut driver = Raw::start(&STAKE);
    let (unknown, data) = (driver.put("nothing"), driver.put("null"));
    let out = driver.put([0x7f; 64]);
    driver.convert(exports::ENCODE_INPUT_FN, [unknown, data, out]);
    assert_eq!(driver.length(out), 0);
}

/// The facts that a program needs, the same as those of the driver that is linked in.
#[test]
fn an_error_tells_place_and_facts() {
    let goldens = golden::read("stake").expect("goldens");
    let key = goldens
        .iter()
        .find(|golden| golden.name() == "get_stake")
        .map(|golden| &*golden.json)
        .expect("a key");
    let json =
        format!(r#"{{"chain_id":1,"keys":{{"account":{key},"owner":{{"Account":"tooshort"}}}}}}"#);
    let native = StakeDriver
        .encode_input_fn("stake", &json)
        .expect_err("too short")
        .report();
    let mut driver = Raw::start(&STAKE);
    let (name, data, out) = (driver.put("stake"), driver.put(&json), driver.block(1024));
    let code = driver.convert(exports::ENCODE_INPUT_FN, [name, data, out]);
    assert_eq!(code, Code::OperationError);
    let report = driver.details();
    assert_eq!(report, native);
    assert_eq!(driver.last_error(), native.message);
    assert_eq!(report.function.as_deref(), Some("stake"));
    assert_eq!(report.pointer.as_deref(), Some("/keys/owner/Account"));
    assert_eq!(
        report.offset.map(|at| at as usize),
        json.find("\"tooshort\"")
    );
    assert!(report.expected.is_some(), "{report:?}");

    let hosted = Driver::from_bytes(&STAKE.wasm).expect("a driver");
    let error = hosted.encode_input("stake", &json).expect_err("too short");
    assert_eq!(error.report(), native);
}

/// With `Decode::Event` it is an event that is named, and bytes have no JSON Pointer.
#[test]
fn an_error_about_bytes_names_the_event() {
    let hosted = Driver::from_bytes(&STAKE.wasm).expect("a driver");
    let error = hosted
        .decode_text(Decode::Event, "slash", &[0; 7])
        .expect_err("too short");
    let report = error.report();
    assert_eq!(report.kind, Kind::WrongLength);
    assert_eq!(report.event.as_deref(), Some("slash"));
    assert_eq!((report.function, report.pointer), (None, None));
}
