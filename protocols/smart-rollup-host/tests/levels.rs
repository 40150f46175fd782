//! The life of a rollup: levels, reboots, traps, and kernels that put others in their place.

mod support;

use smart_rollup_host::reveal::Reveals;
use smart_rollup_host::{
    KernelError, MAX_REBOOTS, Next, NotExpected, Rollup, Status, StuckReason, Until, Version,
};
use support::{external, kernel, key, level, machine, originate, step, try_originate, value, wat};

const ECHO: &str = include_str!("../kernels/echo.wat");

/// A rollup begins with its kernel, the version, and the flag that leads to the first run.
#[test]
fn a_rollup_begins_as_octez_begins_one() {
    let machine = machine();
    let rollup = originate(&machine, ECHO);
    assert!(matches!(rollup.status(), Status::Collect));
    assert_eq!(
        value(&rollup, "/readonly/wasm_version"),
        Some(b"2.0.0-r5".to_vec())
    );
    assert_eq!(value(&rollup, "/kernel/boot.wasm"), Some(wat(ECHO)));
    assert_eq!(value(&rollup, "/kernel/env/reboot"), Some(Vec::new()));
    assert_eq!(value(&rollup, "/readonly/kernel/boot.wasm"), None);
}

/// Three messages of a level, and those that every level has: the kernel runs for each, and once to find none.
#[test]
fn an_echo_reads_a_message_a_run() {
    let machine = machine();
    let mut rollup = originate(&machine, ECHO);
    // A transfer of the bytes "ab" between addresses of zeros.
    let transfer = [&b"\0\0\x0a\0\0\0\x02ab"[..], &[0; 20], &[0; 21], &[0; 20]].concat();
    let messages = [external(b"first"), transfer.into(), external(b"")];
    assert_eq!(level(&machine, &mut rollup, &messages), 7);

    let outbox = rollup.state().outbox.messages(0).expect("a level");
    let outbox: Vec<_> = outbox.iter().map(|message| &**message).collect();
    assert_eq!(outbox, [&b"first"[..], b"ab", b""]);
    assert_eq!(rollup.state().outbox.messages(1), None);
    assert_eq!(rollup.next_level(), 1);
}

#[test]
fn inputs_come_with_their_level_and_number() {
    let machine = machine();
    let body = "(drop (call $read_input (i32.const 8) (i32.const 64) (i32.const 4)))
        (drop (call $write_output (i32.const 8) (i32.const 8)))
        (drop (call $write_output (i32.const 64) (i32.const 4)))
        (drop (call $read_input (i32.const 8) (i32.const 64) (i32.const 4)))
        (drop (call $write_output (i32.const 8) (i32.const 8)))";
    let mut rollup = originate(&machine, &kernel("", body));
    for number in 0..3_u8 {
        level(&machine, &mut rollup, &[]);
        let outbox = rollup
            .state()
            .outbox
            .messages(i32::from(number))
            .expect("a level");
        assert_eq!(*outbox[0], [number, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(*outbox[1], [0, 1, 0, 0], "Start_of_level");
        assert_eq!(*outbox[2], [number, 0, 0, 0, 1, 0, 0, 0]);
    }
}

/// What a kernel does not read is dropped when it yields, and kept when it asks to be run again.
#[test]
fn unread_inputs_are_dropped_when_the_kernel_yields() {
    let machine = machine();
    let mut rollup = originate(&machine, &kernel("", ""));
    rollup.load_level(&[external(b"x")]).unwrap();
    assert_eq!(rollup.state().inbox.unread().len(), 4);
    assert_eq!(step(&machine, &mut rollup).1, Next::Yield);
    assert_eq!(rollup.state().inbox.unread().len(), 0);

    let mut rollup = originate(&machine, &kernel("", "(call $reboot)"));
    rollup.load_level(&[external(b"x")]).unwrap();
    assert_eq!(step(&machine, &mut rollup).1, Next::Reboot);
    assert_eq!(rollup.state().inbox.unread().len(), 4);
    assert_eq!(
        value(&rollup, "/kernel/env/reboot"),
        None,
        "removed between the runs"
    );
}

/// A kernel may ask a thousand times; the run after the last one ends the level.
#[test]
fn a_kernel_reboots_a_thousand_times() {
    let machine = machine();
    let mut rollup = originate(&machine, &kernel("", "(call $reboot)"));
    rollup.load_level(&[]).unwrap();
    for left in (0..=MAX_REBOOTS).rev() {
        let counter = value(&rollup, "/readonly/kernel/env/reboot_counter");
        assert_eq!(counter, Some(left.to_le_bytes().to_vec()));
        let (_, next) = step(&machine, &mut rollup);
        let expected = if left == 0 {
            Next::TooManyReboots
        } else {
            Next::Reboot
        };
        assert_eq!(next, expected, "{left} left");
    }
    assert!(matches!(rollup.status(), Status::Collect));
    let flag = "/readonly/kernel/env/too_many_reboot";
    assert_eq!(value(&rollup, flag), Some(Vec::new()));

    // The next level begins anew, and a kernel that yields takes the flag away.
    rollup
        .durable_mut()
        .set(key("/kernel/boot.wasm"), &wat(&kernel("", "")));
    assert_eq!(level(&machine, &mut rollup, &[]), 1);
    assert_eq!(value(&rollup, flag), None);
}

/// A trap keeps what was written before it, sets the flag, and the rollup goes on.
#[test]
fn a_trap_is_told_and_the_rollup_goes_on() {
    let machine = machine();
    let body = "(drop (call $store_write (i32.const 1024) (i32.const 2) (i32.const 0) (i32.const 1024) (i32.const 2)))
        (call $deep)) (func $deep unreachable";
    let mut rollup = originate(&machine, &kernel("/a", body));
    rollup.load_level(&[]).unwrap();
    rollup
        .run(&machine, &Reveals::default(), Until::End, true)
        .unwrap();
    let Status::Evaluated(evaluated) = rollup.status() else {
        panic!("{:?}", rollup.status());
    };
    let trap = evaluated.trap.clone().expect("it traps");
    assert_eq!(trap.message, "unreachable");
    let names: Vec<_> = trap
        .frames
        .iter()
        .map(|frame| frame.name.as_deref())
        .collect();
    assert_eq!(names, [Some("deep"), Some("run")]);
    assert_eq!(&rollup.memory().unwrap()[1024..1026], b"/a");
    assert_eq!(
        value(&rollup, "/readonly/kernel/env/stuck"),
        None,
        "not yet"
    );

    assert_eq!(rollup.proceed(), Ok(Next::Yield));
    assert_eq!(
        value(&rollup, "/readonly/kernel/env/stuck"),
        Some(Vec::new())
    );
    assert_eq!(value(&rollup, "/a"), Some(b"/a".to_vec()));

    // The next run that returns takes the flag away.
    rollup
        .durable_mut()
        .set(key("/kernel/boot.wasm"), &wat(&kernel("", "")));
    level(&machine, &mut rollup, &[]);
    assert_eq!(value(&rollup, "/readonly/kernel/env/stuck"), None);
}

#[test]
fn every_kind_of_trap_has_words() {
    let machine = machine();
    for (body, message) in [
        ("unreachable", "unreachable"),
        (
            "(drop (i32.div_u (i32.const 1) (i32.const 0)))",
            "integer divide by zero",
        ),
        (
            "(drop (i32.div_s (i32.const 0x80000000) (i32.const -1)))",
            "integer overflow",
        ),
        (
            "(drop (i32.load (i32.const 65536)))",
            "out of bounds memory access",
        ),
    ] {
        let mut rollup = originate(&machine, &kernel("", body));
        rollup.load_level(&[]).unwrap();
        rollup
            .run(&machine, &Reveals::default(), Until::End, false)
            .unwrap();
        let Status::Evaluated(evaluated) = rollup.status() else {
            panic!("{body}: {:?}", rollup.status());
        };
        let trap = evaluated.trap.as_ref().expect(body);
        assert_eq!(trap.message, message, "{body}");
        assert!(!trap.frames.is_empty(), "{body}");
    }
}

/// Calls that nest too deep are no trap but the end.
#[test]
fn a_kernel_without_end_of_calls_is_stuck() {
    let machine = machine();
    let mut rollup = originate(&machine, &kernel("", "(call $run)"));
    rollup.load_level(&[]).unwrap();
    rollup
        .run(&machine, &Reveals::default(), Until::End, false)
        .unwrap();
    let Status::Stuck(StuckReason::CallStack(trap)) = rollup.status() else {
        panic!("{:?}", rollup.status());
    };
    assert_eq!(trap.message, "call stack exhausted");
    assert_eq!(trap.frames[0].name.as_deref(), Some("run"));
}

/// A kernel puts another in its place, piece by piece, and asks to be run again: the other runs.
#[test]
fn a_kernel_installs_another() {
    let machine = machine();
    let other = wat(&kernel(
        "",
        "(drop (call $write_output (i32.const 512) (i32.const 4)))",
    ));
    let installer = installer();
    let mut rollup = originate(&machine, &installer);
    rollup.durable_mut().set(key("/new"), &other);
    assert_eq!(level(&machine, &mut rollup, &[]), 2);
    assert_eq!(value(&rollup, "/kernel/boot.wasm"), Some(other.clone()));
    assert_eq!(value(&rollup, "/readonly/kernel/boot.wasm"), Some(other));
    assert_eq!(*rollup.state().outbox.messages(0).unwrap()[0], *b"/ker");
}

/// Moves `/new` to where the kernel is, if it is there.
fn installer() -> String {
    kernel(
        "/new/kernel/boot.wasm",
        "(if (i32.eqz (call $store_move (i32.const 1024) (i32.const 4) (i32.const 1028) (i32.const 17)))
           (then (call $reboot)))",
    )
}

/// What is no kernel gives way to the one before.
#[test]
fn a_refused_kernel_gives_way_to_the_one_before() {
    let machine = machine();
    let float = wat(r#"(module (memory (export "memory") 1)
        (func (export "kernel_run") (drop (f32.add (f32.const 1) (f32.const 2)))))"#);
    let import = wat(
        r#"(module (import "smart_rollup_core" "store_has" (func (param i32)))
        (memory (export "memory") 1) (func (export "kernel_run")))"#,
    );
    let start = wat(
        r#"(module (memory (export "memory") 1) (start $begin) (func $begin unreachable)
        (func (export "kernel_run")))"#,
    );
    let data = wat(
        r#"(module (memory (export "memory") 1) (data (i32.const 65535) "xy")
        (func (export "kernel_run")))"#,
    );
    for other in [b"\0asm".to_vec(), float, import, start, data] {
        let mut rollup = originate(&machine, &installer());
        rollup.durable_mut().set(key("/new"), &other);
        rollup.load_level(&[]).unwrap();
        assert_eq!(step(&machine, &mut rollup).1, Next::Reboot);
        let report = rollup
            .run(&machine, &Reveals::default(), Until::End, false)
            .unwrap();
        assert!(report.refused.is_some());
        assert!(
            matches!(rollup.status(), Status::Collect),
            "{:?}",
            rollup.status()
        );
        assert_eq!(value(&rollup, "/kernel/boot.wasm"), Some(wat(&installer())));
        let flag = "/readonly/kernel/env/upgrade_error";
        assert_eq!(value(&rollup, flag), Some(Vec::new()));

        // The one before runs in the next level, and the flag is taken away.
        assert_eq!(level(&machine, &mut rollup, &[]), 1);
        assert_eq!(value(&rollup, flag), None);
    }
}

/// The virtual machine looks for the function when nothing leads back any more.
#[test]
fn a_kernel_without_an_entry_is_the_end() {
    let machine = machine();
    let other = wat(r#"(module (memory (export "memory") 1) (func (export "main")))"#);
    let mut rollup = originate(&machine, &installer());
    rollup.durable_mut().set(key("/new"), &other);
    rollup.load_level(&[]).unwrap();
    step(&machine, &mut rollup);
    rollup
        .run(&machine, &Reveals::default(), Until::End, false)
        .unwrap();
    let Status::Stuck(StuckReason::Kernel(KernelError::Entry { .. })) = rollup.status() else {
        panic!("{:?}", rollup.status());
    };
    assert_eq!(
        rollup
            .run(&machine, &Reveals::default(), Until::End, false)
            .unwrap_err(),
        NotExpected("a run").into()
    );
    assert!(rollup.load_level(&[]).is_err());
}

#[test]
fn a_kernel_that_deletes_itself_is_the_end() {
    let machine = machine();
    let body =
        "(drop (call $store_move (i32.const 1024) (i32.const 7) (i32.const 1031) (i32.const 2)))
        (call $reboot)";
    let mut rollup = originate(&machine, &kernel("/kernel/x", body));
    rollup.load_level(&[]).unwrap();
    step(&machine, &mut rollup);
    rollup
        .run(&machine, &Reveals::default(), Until::End, false)
        .unwrap();
    assert!(matches!(
        rollup.status(),
        Status::Stuck(StuckReason::NoKernel)
    ));
}

/// A new protocol brings a new version, and with it host functions.
#[test]
fn a_migration_brings_host_functions() {
    let machine = machine();
    let text = r#"(module (import "smart_rollup_core" "store_exists" (func (param i32 i32) (result i32)))
        (memory (export "memory") 1) (func (export "kernel_run")))"#;
    let error = Rollup::originate(&machine, &wat(text), Version::V1).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the import smart_rollup_core.store_exists is not known in version 2.0.0-r1"
    );

    let reboots = r#"(module
        (import "smart_rollup_core" "store_move" (func $store_move (param i32 i32 i32 i32) (result i32)))
        (import "smart_rollup_core" "store_create" (func $store_create (param i32 i32 i32) (result i32)))
        (memory (export "memory") 1)
        (data (i32.const 0) "/new/kernel/boot.wasm/kernel/env/reboot")
        (func (export "kernel_run")
          (drop (call $store_move (i32.const 0) (i32.const 4) (i32.const 4) (i32.const 17)))
          (drop (call $store_create (i32.const 21) (i32.const 18) (i32.const 0)))))"#;
    let mut rollup = Rollup::originate(&machine, &wat(reboots), Version::V1).unwrap();
    rollup.durable_mut().set(key("/new"), &wat(text));
    let mut message = b"\0\x04\0\0\0\x0a".to_vec();
    message.extend_from_slice(b"oxford_018");
    assert_eq!(level(&machine, &mut rollup, &[message.into()]), 2);
    assert_eq!(rollup.version(), Version::V2);
    assert_eq!(value(&rollup, "/readonly/kernel/env/upgrade_error"), None);
}

#[test]
fn what_is_no_kernel_is_named() {
    let machine = machine();
    for (text, expected) in [
        (
            r#"(module (import "env" "f" (func)) (memory (export "m") 1) (func (export "kernel_run")))"#,
            "the import env.f is not known in version 2.0.0-r5",
        ),
        (
            r#"(module (import "smart_rollup_core" "nds_store_read" (func)) (memory (export "m") 1)
               (func (export "kernel_run")))"#,
            "the import smart_rollup_core.nds_store_read is not known in version 2.0.0-r5",
        ),
        (
            r#"(module (import "smart_rollup_core" "store_list_size" (func (param i32 i32) (result i32)))
               (memory (export "m") 1) (func (export "kernel_run")))"#,
            "the import smart_rollup_core.store_list_size has the type (i32, i32) -> i64, not (i32, i32) -> i32",
        ),
        (
            r#"(module (import "smart_rollup_core" "store_has" (memory 1)) (func (export "kernel_run")))"#,
            "the import smart_rollup_core.store_has has the type (i32, i32) -> i32, not no function",
        ),
        (
            r#"(module (func (export "kernel_run")))"#,
            "expected one memory that is exported, found 0 with 0 exported",
        ),
        (
            r#"(module (memory 1) (func (export "kernel_run")))"#,
            "expected one memory that is exported, found 1 with 0 exported",
        ),
        (
            r#"(module (memory (export "m") 1))"#,
            "expected an exported function kernel_run of the type () -> (), found none",
        ),
        (
            r#"(module (memory (export "m") 1) (func (export "kernel_run") (param i32)))"#,
            "expected an exported function kernel_run of the type () -> (), found one of the type (i32) -> ()",
        ),
    ] {
        assert_eq!(
            try_originate(&machine, text).unwrap_err().to_string(),
            expected,
            "{text}"
        );
    }
    for (text, part) in [
        (
            r#"(module (memory (export "m") 1) (func (export "kernel_run") (drop (f64.const 0))))"#,
            "floating-point",
        ),
        (
            r#"(module (memory (export "m") 1) (func (export "kernel_run")) (func (param f32)))"#,
            "floating-point",
        ),
        (
            r#"(module (memory (export "m") 1) (memory 1) (func (export "kernel_run")))"#,
            "multiple memories",
        ),
        (
            r#"(module (memory (export "m") 1) (func (export "kernel_run") (drop (i64.const 1)) (i32.const 1)))"#,
            "values remaining on stack",
        ),
    ] {
        let error = try_originate(&machine, text).unwrap_err().to_string();
        assert!(
            error.contains(part) && error.starts_with("at byte 0x"),
            "{error}"
        );
    }
    assert!(Rollup::originate(&machine, b"no module", Version::default()).is_err());
}

/// The kernel in Octez' own documentation: its `write_debug` returns a number.
#[test]
fn write_debug_links_with_and_without_a_result() {
    let machine = machine();
    let hello = r#"(module
      (import "smart_rollup_core" "write_debug"
         (func $write_debug (param i32 i32) (result i32)))
      (memory 1)
      (export "mem" (memory 0))
      (data (i32.const 100) "hello, world!")
      (func (export "kernel_run")
        (drop (call $write_debug (i32.const 100) (i32.const 13)))))"#;
    let without = hello
        .replace(" (result i32)", "")
        .replace("(drop (call $write_debug", "(call $write_debug");
    let without = without.replace("(i32.const 13)))))", "(i32.const 13))))");
    for text in [hello, &without] {
        let mut rollup = originate(&machine, text);
        rollup.load_level(&[]).unwrap();
        let (report, _) = step(&machine, &mut rollup);
        assert_eq!(report.debug.bytes, b"hello, world!");
    }
}

/// A run that is stopped again and again ends as one that is not.
#[test]
fn a_sliced_run_is_the_same() {
    let machine = machine();
    let session = include_str!("../kernels/session.wat");
    let mut rollup = originate(&machine, session);
    rollup.load_level(&[external(b"x")]).unwrap();
    let mut sliced = rollup.clone();

    let whole = rollup
        .run(&machine, &Reveals::default(), Until::End, true)
        .unwrap();
    let mut slices = 0;
    loop {
        let report = sliced
            .run(&machine, &Reveals::default(), Until::Fuel(500), true)
            .unwrap();
        slices += 1;
        match sliced.status() {
            Status::Paused(paused) => {
                assert_eq!(paused.fuel, report.fuel);
                assert!(report.fuel >= 500 * slices && report.fuel < whole.fuel);
            }
            _ => break,
        }
    }
    assert!(slices > 2, "{slices}");
    assert_eq!(sliced.memory(), rollup.memory());
    let changes = sliced
        .state()
        .durable
        .changes_since(&rollup.state().durable, 100);
    assert_eq!(changes.list, []);
    assert_eq!(
        sliced.state().outbox.messages(0),
        rollup.state().outbox.messages(0)
    );
}
