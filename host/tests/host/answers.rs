//! Drivers that answer what no driver may.

use data_driver_host::{Cause, Decode, Driver, Error, Kind};

use crate::support::{TEXTS, Wat, cause, tight};

const ECHO: &str = "(call $answer (local.get 2) (local.get 3) (local.get 4) (local.get 5))";

fn alloc(body: &str) -> Driver {
    // The first block, the output buffer of `get_version`, is as it should be.
    Wat::new()
        .part("memory", r#"(memory (export "memory") 3)"#)
        .body(
            "alloc",
            &format!(
                "(if (result i32) (i32.gt_u (local.get 0) (i32.const 8000))
                (then (call $bump (local.get 0))) (else {body}))"
            ),
        )
        .load()
}

fn bad_driver(driver: &Driver) -> Cause {
    let error = driver.encode_input("stake", "1").unwrap_err();
    assert_eq!(error.kind(), Kind::BadDriver, "{error}");
    let report = error.report();
    assert_eq!(report.function.as_deref(), Some("stake"));
    assert!(report.message.starts_with("stake: the driver"), "{report}");
    cause(Err::<(), _>(error))
}

#[test]
fn no_block_is_taken_at_null() {
    assert_eq!(bad_driver(&alloc("(i32.const 0)")), Cause::NoMemory(4096));
}

#[test]
fn no_block_is_taken_outside_the_memory() {
    for (pointer, memory) in [
        (3 << 16, 3 << 16),
        (-1_i32, 3 << 16),
        (-4096, 3 << 16),
        (i32::MIN, 3 << 16),
        ((3 << 16) - 4095, 3 << 16),
    ] {
        let found = bad_driver(&alloc(&format!("(i32.const {pointer})")));
        let expected = Cause::OutsideMemory {
            pointer: pointer.cast_unsigned(),
            length: 4096,
            memory,
        };
        assert_eq!(found, expected);
    }
    // The last block that fits.
    let driver = alloc(&format!("(i32.const {})", (3 << 16) - 4096));
    assert_eq!(driver.encode_input("f", "1").unwrap(), b"1");
}

#[test]
fn no_block_is_taken_that_overlaps_another() {
    // The output buffer is at 65536.
    for pointer in [65536, 65536 - 4095, 65536 + (64 << 10) - 1] {
        let found = bad_driver(&alloc(&format!("(i32.const {pointer})")));
        assert_eq!(
            found,
            Cause::Overlap {
                pointer,
                other: 65536
            }
        );
    }
    let driver = alloc("(i32.const 61440)");
    assert_eq!(driver.encode_input("f", "1").unwrap(), b"1");
}

/// Archives are read in place, so data must lie where the largest alignment is kept, even if a
/// driver's allocator keeps none.
#[test]
fn data_is_aligned_whatever_alloc_returns() {
    for offset in 0..16 {
        let driver = Wat::new()
            .body(
                "alloc",
                &format!("(i32.add (call $bump (i32.add (local.get 0) (i32.const 16))) (i32.const {offset}))"),
            )
            .conversions(&format!(
                "(if (i32.and (local.get 2) (i32.const 15)) (then unreachable)) {ECHO}"
            ))
            .load();
        for data in ["", "1", "[\"seventeen bytes\"]"] {
            for name in ["", "f", "a_longer_name"] {
                assert_eq!(driver.encode_input(name, data).unwrap(), data.as_bytes());
            }
        }
    }
}

#[test]
fn the_name_arrives_whole() {
    let driver = Wat::new()
        .conversions("(call $answer (local.get 0) (local.get 1) (local.get 4) (local.get 5))")
        .load();
    for name in ["", "stake", "ünï", &"n".repeat(100_000)] {
        assert_eq!(
            driver.encode_input(name, "[1, 2]").unwrap(),
            name.as_bytes()
        );
    }
}

#[test]
fn a_length_beyond_the_buffer_is_refused() {
    for length in [(64 << 10) - 3, i32::MAX, i32::MIN, -1] {
        let driver = Wat::new()
            .conversions(&format!(
                "(call $set_length (local.get 4) (i32.const {length})) (i32.const 0)"
            ))
            .load();
        let expected = Cause::BeyondBuffer {
            length: length.cast_unsigned(),
            buffer: 64 << 10,
        };
        assert_eq!(bad_driver(&driver), expected);
        let decoded = driver.decode_text(Decode::Event, "e", b"1");
        assert_eq!(cause(decoded), expected);
    }
    // The longest that the buffer holds.
    let driver = Wat::new()
        .conversions(&format!(
            "(call $set_length (local.get 4) (i32.const {})) (i32.const 0)",
            (64 << 10) - 4
        ))
        .load();
    assert_eq!(driver.encode_input("f", "1").unwrap().len(), (64 << 10) - 4);
}

#[test]
fn a_code_of_no_meaning_is_refused() {
    for code in [5, 100, -1, i32::MIN, i32::MAX, 256] {
        let driver = Wat::new()
            .conversions(&format!("(i32.const {code})"))
            .load();
        let error = driver.encode_input("f", "1").unwrap_err();
        assert_eq!(error.report().code, code);
        assert_eq!(
            error.to_string(),
            format!("f: the driver returned the code {code}")
        );
        assert_eq!(bad_driver(&driver), Cause::Code(code));

        let driver = Wat::new()
            .body("get_schema", &format!("(i32.const {code})"))
            .load();
        assert_eq!(cause(driver.schema_text()), Cause::Code(code));

        let driver = Wat::new()
            .conversions("(i32.const 2)")
            .body("get_last_error", &format!("(i32.const {code})"))
            .load();
        assert_eq!(bad_driver(&driver), Cause::Code(code));
    }
    // It has told its version, so it was initialised.
    let driver = Wat::new().conversions("(i32.const 3)").load();
    assert_eq!(bad_driver(&driver), Cause::Code(3));
}

/// Bytes 255, with a length of 1.
const NOT_UTF8: &str = "(i32.store8 offset=4 (local.get $out) (i32.const 255))
    (call $set_length (local.get $out) (i32.const 1)) (i32.const 0)";

#[test]
fn a_text_that_is_not_utf8_is_refused() {
    let driver = Wat::new()
        .conversions(&NOT_UTF8.replace("$out", "4"))
        .load();
    let mut text = String::from("before");
    let found = driver.decode_into(Decode::Input, "f", b"", &mut text);
    assert_eq!(cause(found), Cause::NotUtf8(0));
    assert_eq!(text, "before");
    assert!(matches!(
        cause(driver.decode_output("f", b"")),
        Cause::NotJson(_)
    ));
    // Encoded arguments are bytes.
    assert_eq!(driver.encode_input("f", "").unwrap(), [255]);

    for export in TEXTS.into_iter().filter(|export| *export != "get_version") {
        let driver = Wat::new()
            .conversions("(i32.const 2)")
            .body(export, &NOT_UTF8.replace("$out", "0"))
            .load();
        let found = match export {
            "get_schema" => cause(driver.schema_text()),
            _ => cause(driver.encode_input("f", "1")),
        };
        assert_eq!(found, Cause::NotUtf8(0), "{export}");
    }
}

#[test]
fn a_text_that_is_not_json_is_refused() {
    let driver = Wat::new().load();
    let deep = "[".repeat(200) + &"]".repeat(200);
    for text in ["", "x", "[1", "1 2", "1e999", "\"\u{1}\"", &deep] {
        let error = driver.decode_event("e", text.as_bytes()).unwrap_err();
        assert_eq!(error.kind(), Kind::BadDriver, "{text}");
        assert!(
            error
                .to_string()
                .starts_with("e: the driver's text is not JSON: ")
        );
    }
    let driver = Wat::new().says("get_schema", "{").load();
    assert_eq!(driver.schema_text().unwrap(), Some("{"));
    assert!(matches!(cause(driver.schema()), Cause::NotJson(_)));
}

#[test]
fn a_schema_is_read_once() {
    let driver = Wat::new().says("get_schema", r#"{"name":"x"}"#).load();
    let first = driver.schema_text().unwrap().unwrap();
    let second = driver.schema_text().unwrap().unwrap();
    assert!(std::ptr::eq(first, second));
    assert_eq!(driver.schema().unwrap().unwrap()["name"], "x");
}

mod buffers {
    use super::*;

    /// Refuses the first buffer and counts the calls; the result is the count as a digit.
    fn counting(refuse: &str, condition: &str) -> Driver {
        Wat::new()
            .part("count", "(global $count (mut i32) (i32.const 0))")
            .conversions(&format!(
                "(global.set $count (i32.add (global.get $count) (i32.const 1)))
                 (if {condition} (then {refuse} (return (i32.const 4))))
                 (i32.store8 offset=4 (local.get 4)
                    (i32.add (global.get $count) (i32.const 48)))
                 (call $set_length (local.get 4) (i32.const 1)) (i32.const 0)"
            ))
            .load()
    }

    #[test]
    fn a_driver_that_says_what_it_needs_is_called_once_more() {
        // Exactly 300,000 bytes and the length.
        let driver = counting(
            "(call $set_length (local.get 4) (i32.const 300000))",
            "(i32.ne (local.get 5) (i32.const 300004))",
        );
        assert_eq!(driver.encode_input("f", "1").unwrap(), b"2");
        // The buffer is there now.
        assert_eq!(driver.encode_input("f", "1").unwrap(), b"3");
    }

    #[test]
    fn for_one_that_does_not_say_the_buffer_doubles() {
        // 64, 128, 256, 512 KiB.
        let driver = counting("", "(i32.lt_u (local.get 5) (i32.const 400000))");
        assert_eq!(driver.encode_input("f", "1").unwrap(), b"4");
    }

    #[test]
    fn a_size_that_is_none_counts_as_not_said() {
        for length in [0, 1, (64 << 10) - 4] {
            let driver = counting(
                &format!("(call $set_length (local.get 4) (i32.const {length}))"),
                "(i32.lt_u (local.get 5) (i32.const 100000))",
            );
            assert_eq!(driver.encode_input("f", "1").unwrap(), b"2");
        }
    }

    #[test]
    fn one_that_says_it_and_is_not_content_is_refused() {
        let driver = counting(
            "(call $set_length (local.get 4) (i32.const 300000))",
            "(i32.const 1)",
        );
        assert_eq!(bad_driver(&driver), Cause::StillTooSmall(300_004));
    }

    /// What an earlier result left in the buffer must not pass for a size.
    #[test]
    fn the_length_of_an_earlier_result_is_not_taken_for_a_size() {
        let driver = Wat::new()
            .body(
                "encode_input_fn",
                "(i32.store (local.get 4) (i32.const -1)) (i32.const 2)",
            )
            .body(
                "get_last_error",
                "(call $set_length (local.get 0) (i32.const 0)) (i32.const 0)",
            )
            .body(
                "decode_event",
                "(if (i32.lt_u (local.get 5) (i32.const 100000)) (then (return (i32.const 4))))
                 (call $answer (local.get 2) (local.get 3) (local.get 4) (local.get 5))",
            )
            .load();
        assert!(driver.encode_input("f", "").is_err());
        assert_eq!(driver.decode_event("e", b"1").unwrap(), 1);
    }

    #[test]
    fn a_result_of_a_mebibyte_arrives() {
        let driver = Wat::new().load();
        let text = format!("\"{}\"", "x".repeat(tight().output - 2));
        assert_eq!(driver.encode_input("f", &text).unwrap(), text.as_bytes());
        assert_eq!(
            driver.decode_event("e", text.as_bytes()).unwrap(),
            text[1..text.len() - 1]
        );
    }
}

mod refusals {
    use super::*;

    fn refusing(code: i32) -> Wat {
        Wat::new().conversions(&format!("(i32.const {code})"))
    }

    #[test]
    fn details_are_the_report() {
        let driver = refusing(2)
            .says("get_last_error", "not this")
            .says(
                "get_last_error_details",
                r#"{"code":2,"kind":"wrong_length","message":"stake: /keys: expected 96 bytes, found 95",
                   "function":"stake","pointer":"/keys","expected":"96 bytes","found":"95"}"#,
            )
            .load();
        let error = driver.encode_input("stake", "1").unwrap_err();
        let Error::Rejected(report) = error else {
            panic!("{error:?}")
        };
        assert_eq!(report.kind, Kind::WrongLength);
        assert_eq!(report.message, "stake: /keys: expected 96 bytes, found 95");
        assert_eq!(report.pointer.as_deref(), Some("/keys"));
        // The instance is as good as before.
        assert_eq!(driver.pool().created, 1);
    }

    #[test]
    fn a_driver_cannot_speak_of_another_function() {
        for subject in [
            r#""function":"other""#,
            r#""event":"other""#,
            r#""event":"mine""#,
            r#""function":"mine","event":"other""#,
        ] {
            let details = format!(
                r#"{{"code":2,"kind":"other","message":"other: login ok","pointer":"/x",{subject}}}"#
            );
            let driver = refusing(2).says("get_last_error_details", &details).load();
            let report = driver.encode_input("mine", "1").unwrap_err().report();
            assert_eq!(report.message, "mine: other: login ok", "{subject}");
            assert_eq!(report.function.as_deref(), Some("mine"), "{subject}");
            assert_eq!(report.event, None, "{subject}");
            assert_eq!(report.pointer.as_deref(), Some("/x"));
        }
        // A function of that name is not an event of that name.
        let details = r#"{"code":2,"kind":"other","message":"no","function":"mine"}"#;
        let driver = refusing(2).says("get_last_error_details", details).load();
        let report = driver.decode_event("mine", b"").unwrap_err().report();
        assert_eq!(report.message, "mine: no");
        assert_eq!(
            (report.function, report.event.as_deref()),
            (None, Some("mine"))
        );
    }

    #[test]
    fn words_will_do() {
        for (code, kind) in [(1, Kind::InvalidInput), (2, Kind::Other)] {
            for details in ["", "null", r#"{"kind":"of_a_later_version"}"#] {
                let driver = refusing(code)
                    .says("get_last_error", "no")
                    .says("get_last_error_details", details)
                    .load();
                let report = driver.decode_event("reward", b"1").unwrap_err().report();
                assert_eq!((report.code, report.kind), (code, kind));
                assert_eq!(report.message, "reward: no");
                assert_eq!(report.event.as_deref(), Some("reward"));
            }
        }
    }

    #[test]
    fn details_that_are_refused_are_no_details() {
        let driver = refusing(2)
            .says("get_last_error", "no")
            .body("get_last_error_details", "(i32.const 2)")
            .load();
        assert_eq!(
            driver.encode_input("f", "1").unwrap_err().to_string(),
            "f: no"
        );
    }

    /// D5: 64 bytes of it, cut at a character, whoever the words come from.
    #[test]
    fn a_long_name_is_shortened_in_the_message_alone() {
        let name = "é".repeat(100);
        // A letter of one byte in front moves the cut into the middle of the next.
        for (name, shown) in [
            (name.clone(), "é".repeat(32)),
            (format!("f{name}"), format!("f{}", "é".repeat(31))),
        ] {
            let refusing = refusing(2)
                .says("get_last_error", "Unsupported(\"no\")")
                .load();
            let trapping = Wat::new().conversions("unreachable").load();
            for (driver, says) in [(refusing, "Unsupported"), (trapping, "the driver trapped")] {
                let report = driver.encode_input(&name, "1").unwrap_err().report();
                let begins = format!("{shown}…: {says}");
                assert!(report.message.starts_with(&begins), "{}", report.message);
                assert_eq!(report.function.as_ref(), Some(&name));
                let report = driver.decode_event(&name, b"1").unwrap_err().report();
                assert!(report.message.starts_with(&begins), "{}", report.message);
                assert_eq!(report.event.as_ref(), Some(&name));
            }
        }
        let just = "x".repeat(64);
        let report = refusing(2)
            .load()
            .encode_input(&just, "1")
            .unwrap_err()
            .report();
        assert_eq!(
            report.message,
            format!("{just}: the driver gives no reason")
        );
    }

    #[test]
    fn silence_is_told() {
        let error = refusing(2).load().encode_input("f", "1").unwrap_err();
        assert_eq!(error.to_string(), "f: the driver gives no reason");
    }

    /// 200,000 bytes, three times the first buffer.
    #[test]
    fn of_a_long_message_the_first_part_is_kept() {
        let driver = refusing(2)
            .part("memory", r#"(memory (export "memory") 8 128)"#)
            .part("long", "(global $long i32 (i32.const 200000))")
            .body(
                "get_last_error",
                "(memory.fill (i32.const 200000) (i32.const 120) (i32.const 200000))
                 (call $answer (i32.const 200000) (global.get $long) (local.get 0) (local.get 1))",
            )
            // Away from the text.
            .body(
                "alloc",
                "(if (i32.lt_u (global.get $next) (i32.const 400000))
                    (then (global.set $next (i32.const 400000))))
                 (call $bump (local.get 0))",
            )
            .load();
        let error = driver.encode_input("f", "1").unwrap_err();
        assert_eq!(error.to_string(), format!("{:x<1024}…", "f: "));
    }
}
