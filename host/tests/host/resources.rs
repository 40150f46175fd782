//! Drivers that want more than they get.

use std::time::Instant;

use data_driver_host::{Cause, Decode, Error, Kind, Limits, MAX_SCHEMA};

use crate::support::{SOON, Wat, built, cause, deployed_stake, host_with, impatient, tight};

#[test]
fn an_endless_loop_ends_at_the_limit() {
    let driver = Wat::new()
        .conversions("(if (local.get 3) (then (call $spin))) (i32.const 0)")
        .load_in(&impatient());
    let started = Instant::now();
    let error = driver.encode_input("stake", "1").unwrap_err();
    assert!(started.elapsed() >= SOON);
    assert_eq!(error.kind(), Kind::Timeout);
    assert_eq!(
        error.to_string(),
        "stake: the driver ran longer than the limit of 100ms"
    );
    assert!(driver.encode_input("stake", "").is_ok());
}

#[test]
fn an_endless_loop_in_any_export_ends() {
    for export in ["alloc", "dealloc", "get_schema", "get_last_error"] {
        let wat = Wat::new().conversions("(i32.const 2)");
        let wat = match export {
            // Not before the driver is loaded.
            "alloc" => wat.body(
                "alloc",
                "(if (i32.eq (local.get 0) (i32.const 1048576)) (then (call $spin)))
                 (call $bump (local.get 0))",
            ),
            "dealloc" => wat.body("dealloc", "(call $spin)"),
            export => wat.body(export, "(call $spin) (i32.const 0)"),
        };
        let driver = wat.load_in(&impatient());
        let long = "1".repeat(600_000);
        let found = match export {
            "get_schema" => cause(driver.schema_text()),
            "dealloc" => {
                drop(driver.encode_input("f", "1"));
                cause(driver.encode_input("f", &long))
            }
            _ => cause(driver.encode_input("f", &long)),
        };
        assert_eq!(found, Cause::Timeout(SOON), "{export}");
    }
}

/// The time of a call is one, however many calls of exports it takes.
#[test]
fn the_limit_is_of_the_whole_call() {
    // Asks for a larger buffer five times, and works for less than the limit each time.
    let driver = Wat::new()
        .part("count", "(global $count (mut i32) (i32.const 0))")
        .conversions(
            "(global.set $count (i32.const 100000000))
             (loop $again
                (global.set $count (i32.sub (global.get $count) (i32.const 1)))
                (br_if $again (global.get $count)))
             (i32.const 4)",
        )
        .load_in(&impatient());
    assert_eq!(cause(driver.encode_input("f", "1")), Cause::Timeout(SOON));
}

/// Bytes of a page.
const PAGE: usize = 64 << 10;

#[test]
fn a_driver_that_states_too_little_memory_is_the_loser() {
    let hoard = "(if (i32.eq (i32.load8_u (local.get 2)) (i32.const 33)) (then (loop $again
        (if (i32.eq (memory.grow (i32.const 1)) (i32.const -1)) (then unreachable))
        (br $again))))
        (call $answer (local.get 2) (local.get 3) (local.get 4) (local.get 5))";
    let driver = Wat::new().conversions(hoard).states(4 * PAGE, 1000).load();
    let error = driver.encode_input("f", "!").unwrap_err();
    assert_eq!(error.kind(), Kind::LimitExceeded);
    let stated = 4 * PAGE + 1000;
    let words = format!(
        "f: the driver needs more memory than the limit of {stated} bytes that its file states"
    );
    assert_eq!(error.to_string(), words);
    // What it states grows with the input, and the next call has an instance that works.
    let error = cause(driver.encode_input("f", "!234567890"));
    assert_eq!(error, Cause::Stated(4 * PAGE + 10_000));
    assert_eq!(driver.encode_input("f", "234").unwrap(), b"234");
    // The lower of the two limits holds.
    let long = format!("!{}", "2".repeat(10_000));
    assert_eq!(
        cause(driver.encode_input("f", &long)),
        Cause::Memory(tight().memory)
    );
}

#[test]
fn memory_that_a_long_input_needed_stays_allowed() {
    // The allocator of these drivers gives nothing back.
    let driver = Wat::new().states(3 * PAGE, 8).load();
    let long = "1".repeat(PAGE);
    assert_eq!(driver.encode_input("f", &long).unwrap(), long.as_bytes());
    for _ in 0..10 {
        assert_eq!(driver.encode_input("f", "1").unwrap(), b"1");
    }
}

#[test]
fn a_driver_that_begins_with_more_memory_than_it_states_is_not_loaded() {
    let error = Error::from(Wat::new().states(PAGE, 1000).load_error());
    assert_eq!(error.kind(), Kind::LimitExceeded);
    assert!(
        error.to_string().contains("that its file states"),
        "{error}"
    );
    // What cannot be read states nothing.
    let nothing = r#"(@custom "data-driver" "{\22memory\22:{\22base\22:1}}")"#;
    Wat::new().part("stated", nothing).load();
}

#[test]
fn a_driver_that_takes_all_memory_is_stopped() {
    let limit = tight().memory;
    let hoard = "(loop $again
        (if (i32.eq (memory.grow (i32.const 1)) (i32.const -1)) (then unreachable))
        (br $again))
        (i32.const 0)";
    let driver = Wat::new().conversions(hoard).load();
    let error = driver.decode_event("reward", b"1").unwrap_err();
    assert_eq!(error.kind(), Kind::LimitExceeded);
    assert_eq!(
        error.to_string(),
        format!("reward: the driver needs more memory than the limit of {limit} bytes")
    );
    // What it took is given back with the instance.
    assert_eq!(driver.pool().idle, 0);
}

/// A module without a maximum, and one whose own maximum is lower than the limit.
#[test]
fn memory_is_bounded_whatever_the_module_declares() {
    let hoard = "(drop (memory.grow (i32.const 65000))) unreachable";
    let unbounded = Wat::new()
        .part("memory", r#"(memory (export "memory") 2)"#)
        .conversions(hoard)
        .load();
    assert_eq!(
        cause(unbounded.encode_input("f", "")),
        Cause::Memory(tight().memory)
    );
    let lower = Wat::new()
        .part("memory", r#"(memory (export "memory") 2 4)"#)
        .conversions(hoard)
        .load();
    assert_eq!(cause(lower.encode_input("f", "")), Cause::Memory(4 * 65536));
}

/// Running out of memory is no reason to fail if the driver finds a way.
#[test]
fn a_driver_that_is_refused_memory_may_go_on() {
    let driver = Wat::new()
        .conversions(
            "(drop (memory.grow (i32.const 60000)))
             (call $answer (local.get 2) (local.get 3) (local.get 4) (local.get 5))",
        )
        .load();
    assert_eq!(driver.encode_input("f", "1").unwrap(), b"1");
    assert_eq!(driver.pool().created, 1);
}

#[test]
fn an_old_refusal_does_not_explain_a_new_trap() {
    let driver = Wat::new()
        .body(
            "encode_input_fn",
            "(drop (memory.grow (i32.const 60000)))
             (call $answer (local.get 2) (local.get 3) (local.get 4) (local.get 5))",
        )
        .body("decode_event", "unreachable")
        .load();
    assert!(driver.encode_input("f", "1").is_ok());
    assert!(matches!(
        cause(driver.decode_event("e", b"")),
        Cause::Trap(_)
    ));
    assert_eq!(driver.pool().created, 1);
}

#[test]
fn a_table_cannot_grow_beyond_the_limit() {
    let driver = Wat::new()
        .part("table", "(table $table 1 funcref)")
        .conversions("(drop (table.grow $table (ref.null func) (i32.const 1000000))) unreachable")
        .load();
    let limit = tight().table_elements;
    assert_eq!(cause(driver.encode_input("f", "")), Cause::Table(limit));
}

#[test]
fn endless_recursion_ends_at_the_limit() {
    let driver = Wat::new()
        .conversions("(if (local.get 3) (then (drop (call $recurse (i32.const 0))))) (i32.const 0)")
        .load();
    let error = driver.encode_input("stake", "1").unwrap_err();
    assert_eq!(error.kind(), Kind::LimitExceeded);
    assert_eq!(
        error.to_string(),
        "stake: the driver needs more stack than the limit of 524288 bytes"
    );
    assert!(driver.encode_input("stake", "").is_ok());
}

#[test]
fn a_result_may_be_as_long_as_the_limit_and_no_longer() {
    let limit = tight().output;
    // As many bytes as the input says.
    let driver = Wat::new()
        .part("memory", r#"(memory (export "memory") 64 128)"#)
        .conversions(
            "(call $answer (i32.const 0) (i32.load (local.get 2)) (local.get 4) (local.get 5))",
        )
        .load();
    let bytes = |length: usize| u32::try_from(length).unwrap().to_le_bytes();
    let text = driver
        .decode_text(Decode::Event, "e", &bytes(limit))
        .unwrap();
    assert_eq!(text.len(), limit);

    let error = driver.decode_event("e", &bytes(limit + 1)).unwrap_err();
    assert_eq!(error.kind(), Kind::LimitExceeded);
    assert_eq!(
        error.to_string(),
        format!(
            "e: the driver's result of {} bytes exceeds the limit of {limit} bytes",
            limit + 1
        )
    );
    assert!(matches!(
        cause(driver.decode_event("e", &bytes(usize::try_from(u32::MAX).unwrap()))),
        Cause::Output { .. }
    ));
}

#[test]
fn a_schema_may_be_as_long_as_the_limit_and_no_longer() {
    let saying = |length: usize| {
        Wat::new()
            .part("memory", r#"(memory (export "memory") 64 128)"#)
            .body(
                "get_schema",
                &format!(
                    "(call $answer (i32.const 0) (i32.const {length}) (local.get 0) (local.get 1))"
                ),
            )
            .load_in(&host_with(Limits::default()))
    };
    let longest = saying(MAX_SCHEMA);
    assert_eq!(
        longest.schema_text().unwrap().map(str::len),
        Some(MAX_SCHEMA)
    );
    let length = Some(MAX_SCHEMA + 1);
    assert_eq!(
        cause(saying(MAX_SCHEMA + 1).schema_text()),
        Cause::Output {
            length,
            limit: MAX_SCHEMA
        }
    );
}

/// R2: seven bytes of text are an object of six hundred.
#[test]
fn a_value_is_bounded_before_it_is_made() {
    let mut limits = tight();
    limits.value = 1 << 20;
    let driver = Wat::new().load_in(&host_with(limits));
    let text = format!("[{}0]", r#"{"":0},"#.repeat(10_000));
    let error = driver.decode_event("e", text.as_bytes()).unwrap_err();
    assert_eq!(error.kind(), Kind::LimitExceeded);
    assert_eq!(
        error.to_string(),
        "e: the driver's result takes more memory as a value than the limit of 1048576 bytes"
    );
    // As text it is as good as any.
    let whole = driver.decode_text(Decode::Event, "e", text.as_bytes());
    assert_eq!(whole.unwrap(), text);
    assert!(driver.decode_event("e", br#"[{"":0}]"#).is_ok());
    // A long text is not more than it is.
    let words = format!("\"{}\"", "{:0,[".repeat(20_000));
    assert_eq!(
        driver.decode_event("e", words.as_bytes()).unwrap().as_str(),
        Some(&words[1..words.len() - 1])
    );
}

#[test]
fn a_schema_is_a_value_too() {
    let mut limits = tight();
    limits.value = 10_000;
    let schema = format!("[{}0]", r#"{"":0},"#.repeat(100));
    let driver = Wat::new()
        .says("get_schema", &schema)
        .load_in(&host_with(limits));
    assert_eq!(driver.schema_text().unwrap(), Some(&*schema));
    assert_eq!(cause(driver.schema()), Cause::Value(10_000));
}

#[test]
fn a_result_of_which_the_driver_does_not_tell_the_length_is_bounded_too() {
    let driver = Wat::new().conversions("(i32.const 4)").load();
    let limit = tight().output;
    let error = driver.encode_input("f", "1").unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("f: the driver's result of more bytes exceeds the limit of {limit} bytes")
    );
}

#[test]
fn an_input_beyond_the_memory_is_the_caller_s_mistake() {
    let limit = tight().memory;
    let driver = Wat::new().load();
    let error = driver
        .encode_input("stake", &"1".repeat(limit))
        .unwrap_err();
    assert!(matches!(error, Error::Rejected(_)), "{error:?}");
    assert_eq!(error.kind(), Kind::LimitExceeded);
    assert_eq!(
        error.to_string(),
        format!(
            "stake: the input of {} bytes exceeds the driver's memory of {limit} bytes",
            limit + 5
        )
    );
    // Below the limit, but too much all the same.
    let found = cause(driver.encode_input("stake", &"1".repeat(limit - 100)));
    assert_eq!(found, Cause::Memory(limit));
    assert!(driver.encode_input("stake", "1").is_ok());
}

#[test]
fn a_host_lives_as_long_as_its_drivers() {
    let driver = {
        let host = impatient();
        Wat::new()
            .conversions("(call $spin) (i32.const 0)")
            .load_in(&host)
    };
    assert_eq!(cause(driver.encode_input("f", "1")), Cause::Timeout(SOON));
}

/// The processors of one kind give a NaN with the sign set, those of another without.
#[test]
fn a_nan_is_the_same_everywhere() {
    let driver = Wat::new()
        .conversions(
            "(f64.store offset=4 (local.get 4)
                (f64.div (f64.load (local.get 2)) (f64.load (local.get 2))))
             (call $set_length (local.get 4) (i32.const 8)) (i32.const 0)",
        )
        .load();
    let nan = driver.encode_input("f", "\0\0\0\0\0\0\0\0").unwrap();
    assert_eq!(nan, 0x7ff8_0000_0000_0000_u64.to_le_bytes());
}

#[test]
fn known_drivers_have_half_of_what_a_module_may_be_made_of() {
    let mut limits = Limits::default();
    let most = &mut limits.structure;
    for limit in [
        &mut most.types,
        &mut most.operands,
        &mut most.functions,
        &mut most.function,
        &mut most.code,
        &mut most.locals,
        &mut most.nesting,
        &mut most.loops,
        &mut most.joins,
        &mut most.all_joins,
        &mut most.variables,
        &mut most.all_variables,
        &mut most.tables,
        &mut most.globals,
        &mut most.exports,
        &mut most.imports,
        &mut most.name,
        &mut most.segments,
        &mut most.elements,
        &mut most.data,
    ] {
        *limit /= 2;
    }
    let host = host_with(limits);
    host.load(&deployed_stake()).unwrap();
    for name in [
        "stake",
        "transfer",
        "smart-rollup",
        "pink-runtime",
        "shapes",
    ] {
        host.load(&built(name))
            .unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}
