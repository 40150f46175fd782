//! Drivers that trap.

use std::time::Duration;

use data_driver_host::{Cause, Decode, Driver, Error, Kind};

use crate::support::{Wat, cause, host_with, tight};

/// Traps in every conversion, unless the input is empty.
const TRAP_IF_INPUT: &str = "(if (local.get 3) (then unreachable))
    (call $answer (local.get 2) (local.get 3) (local.get 4) (local.get 5))";

fn every_conversion(driver: &Driver, data: &str) -> [Result<(), Error>; 4] {
    let decode = |what| driver.decode_text(what, "f", data.as_bytes()).map(drop);
    [
        driver.encode_input("f", data).map(drop),
        decode(Decode::Input),
        decode(Decode::Output),
        decode(Decode::Event),
    ]
}

#[test]
fn a_trap_in_a_conversion_leaves_the_next_call_working() {
    let driver = Wat::new().conversions(TRAP_IF_INPUT).load();
    for result in every_conversion(&driver, "1") {
        assert!(matches!(cause(result), Cause::Trap(_)));
    }
    for result in every_conversion(&driver, "") {
        assert!(result.is_ok());
    }
}

#[test]
fn the_error_names_function_export_and_trap() {
    let driver = Wat::new().conversions("(i32.load (i32.const -1))").load();
    let error = driver.encode_input("stake", "1").unwrap_err();
    let report = error.report();
    assert_eq!(report.kind, Kind::Trap);
    assert_eq!(report.function.as_deref(), Some("stake"));
    assert_eq!(
        report.message,
        "stake: the driver trapped: out of bounds memory access"
    );
    let Error::Fault(fault) = error else {
        panic!("{error:?}")
    };
    assert_eq!(fault.export(), "encode_input_fn");

    let error = driver.decode_event("reward", b"1").unwrap_err();
    assert_eq!(error.report().event.as_deref(), Some("reward"));
}

#[test]
fn a_trap_in_get_schema_is_an_error() {
    let driver = Wat::new().body("get_schema", "unreachable").load();
    assert!(matches!(cause(driver.schema_text()), Cause::Trap(_)));
    assert!(matches!(cause(driver.schema()), Cause::Trap(_)));
    assert!(driver.encode_input("f", "1").is_ok());
}

#[test]
fn a_trap_while_telling_an_error_is_an_error() {
    for export in ["get_last_error", "get_last_error_details"] {
        let driver = Wat::new()
            .conversions("(i32.const 2)")
            .body(export, "unreachable")
            .load();
        for result in every_conversion(&driver, "1") {
            let Err(Error::Fault(fault)) = result else {
                panic!("{result:?}")
            };
            assert_eq!(fault.export(), export);
            assert!(matches!(fault.cause(), Cause::Trap(_)));
        }
    }
}

#[test]
fn a_trap_in_alloc_is_an_error() {
    // The blocks of `get_version` are the first; those of the conversion are larger.
    let driver = Wat::new()
        .body(
            "alloc",
            "(if (i32.gt_u (local.get 0) (i32.const 65540)) (then unreachable))
             (call $bump (local.get 0))",
        )
        .load();
    assert!(driver.encode_input("f", "1").is_ok());
    let result = driver.encode_input("f", &"1".repeat(100_000));
    assert!(matches!(cause(result), Cause::Trap(_)));
    assert!(driver.encode_input("f", "1").is_ok());
}

#[test]
fn a_trap_in_dealloc_spoils_no_result() {
    let driver = Wat::new().body("dealloc", "unreachable").load();
    let long = "1".repeat(900_000);
    // The output buffer grows, and so is freed, in the midst of a call.
    assert!(matches!(
        cause(driver.encode_input("f", &long)),
        Cause::Trap(_)
    ));
    // Large buffers are freed after the call.
    let driver = Wat::new()
        .conversions("(call $set_length (local.get 4) (i32.const 0)) (i32.const 0)")
        .body(
            "dealloc",
            "(if (i32.gt_u (local.get 1) (i32.const 1048576)) (then unreachable))",
        )
        .load();
    let longer = "1".repeat(2 << 20);
    for _ in 0..3 {
        assert_eq!(driver.encode_input("f", &longer).unwrap(), b"");
    }
    // Each time the instance was not worth keeping.
    assert_eq!(driver.pool().created, 3);
}

#[test]
fn after_ten_thousand_traps_the_next_call_works() {
    // Each trap leaves the guest's stack pointer where it was, as compiled code does.
    let driver = Wat::new()
        .part("stack", "(global $stack (mut i32) (i32.const 65536))")
        .conversions(
            "(global.set $stack (i32.sub (global.get $stack) (i32.const 160)))
             (i32.store (global.get $stack) (i32.const 0))
             (if (local.get 3) (then unreachable))
             (call $answer (local.get 2) (local.get 3) (local.get 4) (local.get 5))",
        )
        .load();
    for _ in 0..10_000 {
        assert!(driver.encode_input("f", "1").is_err());
    }
    assert_eq!(driver.encode_input("f", "").unwrap(), b"");
    let pool = driver.pool();
    assert_eq!((pool.idle, pool.created), (1, 10_001));
}

mod last_words {
    use super::*;

    const REPORT: &str =
        r#"{"code":2,"kind":"trap","message":"the driver panicked at src/lib.rs:3:5: boom"}"#;

    #[test]
    fn details_of_a_panic_are_in_the_error() {
        let driver = Wat::new()
            .conversions("unreachable")
            .says("get_last_error", "not this")
            .says("get_last_error_details", REPORT)
            .load();
        let error = driver.decode_output("balance", b"1").unwrap_err();
        let report = error.report();
        assert_eq!(
            report.message,
            "balance: the driver panicked at src/lib.rs:3:5: boom"
        );
        assert_eq!((report.code, report.kind), (2, Kind::Trap));
        assert_eq!(report.function.as_deref(), Some("balance"));
    }

    #[test]
    fn a_driver_without_details_can_say_them_too() {
        let driver = Wat::new()
            .conversions("unreachable")
            .says("get_last_error", "the driver panicked")
            .load();
        assert_eq!(
            cause(driver.encode_input("f", "")),
            Cause::Panic("the driver panicked".into())
        );
    }

    #[test]
    fn a_panic_in_get_schema_is_told() {
        let driver = Wat::new()
            .body("get_schema", "unreachable")
            .says("get_last_error_details", REPORT)
            .load();
        assert_eq!(
            driver.schema_text().unwrap_err().to_string(),
            "get_schema: the driver panicked at src/lib.rs:3:5: boom"
        );
    }

    /// A trap that is no panic leaves the error of an earlier call where it was.
    #[test]
    fn the_words_of_an_earlier_error_are_not_taken_for_a_panic() {
        let driver = Wat::new()
            .conversions("unreachable")
            .says(
                "get_last_error_details",
                r#"{"code":2,"kind":"other","message":"old"}"#,
            )
            .load();
        assert!(matches!(
            cause(driver.encode_input("f", "")),
            Cause::Trap(_)
        ));
    }

    #[test]
    fn silence_and_nonsense_are_a_trap() {
        for body in [
            "(i32.const 1)",
            "(i32.const 77)",
            "unreachable",
            "(call $set_length (local.get 0) (i32.const -1)) (i32.const 0)",
            "(call $set_length (local.get 0) (i32.const 0)) (i32.const 0)",
            "(call $set_length (local.get 0) (i32.const -1)) (i32.const 4)",
            "(i32.store8 offset=4 (local.get 0) (i32.const 255))
             (call $set_length (local.get 0) (i32.const 1)) (i32.const 0)",
        ] {
            for export in ["get_last_error", "get_last_error_details"] {
                let driver = Wat::new()
                    .conversions("unreachable")
                    .body(export, body)
                    .load();
                let found = cause(driver.encode_input("f", ""));
                assert!(
                    matches!(found, Cause::Trap(_)),
                    "{export} {body}: {found:?}"
                );
            }
        }
    }

    #[test]
    fn their_time_is_short() {
        let mut limits = tight();
        limits.time = Duration::from_secs(3600);
        let driver = Wat::new()
            .conversions("unreachable")
            .body("get_last_error", "(call $spin) (i32.const 0)")
            .load_in(&host_with(limits));
        assert!(matches!(
            cause(driver.encode_input("f", "")),
            Cause::Trap(_)
        ));
    }
}
