//! A panic says what it was about, and harms the one call in which it happens.

use data_driver::Kind;
use data_driver::abi::exports;
use data_driver_host::{Cause, Decode, Driver, Error};
use host_tests::files;

use crate::raw::{CONVERSIONS, FIXTURE, HOSTED_FIXTURE, Raw};

/// Behind the function or event, if there is one.
#[track_caller]
fn assert_tells_the_panic(message: &str) {
    // A path of the repository, none of the machine that built the driver.
    let place = "the driver panicked at host-tests/fixture/src/lib.rs:";
    assert!(
        message.trim_start_matches("panic: ").starts_with(place),
        "{message}"
    );
    assert!(message.ends_with(": asked to panic with 7"), "{message}");
}

#[test]
fn after_the_trap_the_last_error_is_the_panic_in_both_dialects() {
    for init in [false, true] {
        for export in CONVERSIONS {
            let mut driver = Raw::start(&FIXTURE);
            if init {
                driver.init();
            }
            let (name, out) = (driver.put("panic"), driver.block(1024));
            let data = if export == exports::ENCODE_INPUT_FN {
                driver.put("7")
            } else {
                driver.put(7_u32.to_le_bytes())
            };
            // An earlier error is not what the trap was about.
            driver.convert(exports::ENCODE_INPUT_FN, [data, data, out]);
            assert!(driver.try_convert(export, [name, data, out]).is_err());
            for _ in 0..2 {
                assert_tells_the_panic(&driver.last_error());
                let report = driver.details();
                assert_eq!((report.code, report.kind), (2, Kind::Trap));
                assert_tells_the_panic(&report.message);
            }
        }
    }
}

#[test]
fn the_host_tells_message_and_place() {
    let error = HOSTED_FIXTURE
        .encode_input("panic", "7")
        .expect_err("it panics");
    let report = error.report();
    assert_eq!(report.kind, Kind::Trap);
    assert_eq!(report.function.as_deref(), Some("panic"));
    assert!(report.message.starts_with("panic: "), "{report}");
    assert_tells_the_panic(&report.message);
    let Error::Fault(fault) = error else {
        panic!("{error:?}");
    };
    assert!(matches!(fault.cause(), Cause::Panic(_)));

    let error = HOSTED_FIXTURE
        .decode_event("panic", &7_u32.to_le_bytes())
        .expect_err("it panics");
    assert_eq!(error.report().event.as_deref(), Some("panic"));
    assert_tells_the_panic(&error.to_string());
}

/// An instance that traps keeps a piece of its stack; the host never uses it again.
#[test]
fn ten_thousand_panics_leave_the_next_call_working() {
    let driver = &HOSTED_FIXTURE;
    for n in 0..10_000_u32 {
        let error = driver
            .decode_text(Decode::Output, "panic", &n.to_le_bytes())
            .expect_err("it panics");
        assert!(error.to_string().ends_with(&format!(" {n}")), "{error}");
    }
    assert_eq!(driver.encode_input("zeros", "3").expect("a result"), [0; 3]);
}

/// The driver that people run traps in `get_schema`, and 6,553 of these traps end an instance of it
/// for good. Through the host they do not.
#[test]
fn the_deployed_driver_outlives_its_traps() {
    let wasm = files::deployed_stake().expect("cargo knows the package");
    let driver = Driver::from_bytes(&wasm).expect("a driver");
    for _ in 0..7_000 {
        let error = driver.schema_text().expect_err("it traps");
        assert_eq!(error.kind(), Kind::Trap);
    }
    let json = driver.decode_output("burnt_amount", &7_u64.to_le_bytes());
    assert_eq!(json.expect("a result"), "7");
}
