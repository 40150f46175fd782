//! Levels whose runs are bounded one by one and would go on for hours all the same.

mod support;

use std::thread;
use std::time::{Duration, Instant};

use smart_rollup_host::reveal::Reveals;
use smart_rollup_host::{
    Limit, Limits, Machine, Next, Rollup, RunFailure, Status, StuckReason, Until,
};
use support::{kernel, key, level, machine, machine_with, originate, step, value};

/// A kernel that is another each time: it changes the last bytes of itself, which are of no consequence, and asks to be run again.
const EVER_NEW: &str = r#"(module
    (import "smart_rollup_core" "store_value_size" (func $size (param i32 i32) (result i32)))
    (import "smart_rollup_core" "store_read" (func $read (param i32 i32 i32 i32 i32) (result i32)))
    (import "smart_rollup_core" "store_write" (func $write (param i32 i32 i32 i32 i32) (result i32)))
    (memory (export "memory") 1)
    (data (i32.const 0) "/kernel/boot.wasm")
    (data (i32.const 32) "/kernel/env/reboot")
    (func (export "kernel_run") (local $at i32)
        (local.set $at (i32.sub (call $size (i32.const 0) (i32.const 17)) (i32.const 4)))
        (drop (call $read (i32.const 0) (i32.const 17) (local.get $at) (i32.const 64) (i32.const 4)))
        (i32.store (i32.const 64) (i32.add (i32.load (i32.const 64)) (i32.const 1)))
        (drop (call $write (i32.const 0) (i32.const 17) (local.get $at) (i32.const 64) (i32.const 4)))
        (drop (call $write (i32.const 32) (i32.const 18) (i32.const 0) (i32.const 0) (i32.const 0))))
    (@custom "counter" (after last) "\00\00\00\00"))"#;

fn last_byte(rollup: &Rollup) -> Option<u8> {
    value(rollup, "/kernel/boot.wasm")?
        .iter()
        .rev()
        .nth(3)
        .copied()
}

#[test]
fn a_kernel_that_is_ever_another_is_stuck() {
    let machine = machine();
    let most = machine.limits().upgrades;
    let mut rollup = originate(&machine, EVER_NEW);
    rollup.load_level(&[]).unwrap();
    // The one that it began with is put in no other's place.
    for run in 0..=most {
        assert_eq!(last_byte(&rollup).map(u32::from), Some(run));
        assert_eq!(step(&machine, &mut rollup).1, Next::Reboot);
    }
    let report = rollup.run(&machine, &Reveals::default(), Until::End, false);
    assert_eq!(report.unwrap().fuel, 0);
    let Status::Stuck(reason @ StuckReason::Limit(Limit::Upgrades(limit))) = rollup.status() else {
        panic!("{:?}", rollup.status());
    };
    assert_eq!(*limit, most);
    assert_eq!(
        reason.to_string(),
        "kernels were put in each other's place more than 10 times in a level"
    );
}

/// Each level may have as many.
#[test]
fn upgrades_are_counted_by_level() {
    let machine = machine_with(|limits| limits.upgrades = 1);
    let other = support::wat(&kernel("other", ""));
    let another = support::wat(&kernel("another", ""));
    let mut rollup = originate(&machine, &kernel("", ""));
    for new in [other, another] {
        rollup.durable_mut().set(key("/kernel/boot.wasm"), &new);
        assert_eq!(level(&machine, &mut rollup, &[]), 1);
        assert!(matches!(rollup.status(), Status::Collect));
    }
}

/// A profile counts them as well.
#[test]
fn upgrades_of_a_profile() {
    let machine = machine_with(|limits| limits.upgrades = 2);
    let mut rollup = originate(&machine, EVER_NEW);
    rollup.load_level(&[]).unwrap();
    for _ in 0..=2 {
        rollup.profile(&machine, &Reveals::default()).unwrap();
        assert_eq!(rollup.proceed(), Ok(Next::Reboot));
    }
    let (_, profile) = rollup.profile(&machine, &Reveals::default()).unwrap();
    assert!(profile.is_none());
    let Status::Stuck(StuckReason::Limit(Limit::Upgrades(2))) = rollup.status() else {
        panic!("{:?}", rollup.status());
    };
}

#[test]
fn a_level_has_fuel_for_some_runs() {
    // A run takes a thousand times what it takes to say so.
    let body = "(local $left i32) (local.set $left (i32.const 1000))
        (loop (br_if 0 (local.tee $left (i32.sub (local.get $left) (i32.const 1)))))
        (call $reboot)";
    let text = kernel("", body);
    let mut rollup = originate(&machine(), &text);
    rollup.load_level(&[]).unwrap();
    let (report, _) = step(&machine(), &mut rollup);

    // For ten runs and a half.
    let limit = report.fuel * 21 / 2;
    let machine = machine_with(|limits| limits.level_fuel = limit);
    let mut rollup = originate(&machine, &text);
    // Each level has as much.
    for _ in 0..2 {
        rollup.load_level(&[]).unwrap();
        for _ in 0..10 {
            assert_eq!(step(&machine, &mut rollup).1, Next::Reboot);
        }
        let before = rollup.clone();
        rollup
            .run(&machine, &Reveals::default(), Until::End, false)
            .unwrap();
        let Status::Stuck(reason) = rollup.status() else {
            panic!("{:?}", rollup.status());
        };
        assert_eq!(*reason, StuckReason::Limit(Limit::LevelFuel(limit)));
        assert_eq!(
            reason.to_string(),
            format!("the kernel took more than {limit} units of fuel in a level")
        );
        rollup = before;
        // It may give up by itself.
        rollup
            .durable_mut()
            .set(key("/kernel/boot.wasm"), &support::wat(&kernel("", "")));
        assert_eq!(step(&machine, &mut rollup).1, Next::Yield);
        rollup
            .durable_mut()
            .set(key("/kernel/boot.wasm"), &support::wat(&text));
    }
}

/// A run that would take an hour ends when it is asked to, and the rollup is as before.
#[test]
fn a_run_can_be_interrupted() {
    let mut limits = Limits::default();
    (limits.fuel, limits.level_fuel) = (u64::MAX, u64::MAX);
    let machine = Machine::interruptible(limits).unwrap();
    let body = "(drop (call $store_write
        (i32.const 1024) (i32.const 2) (i32.const 0) (i32.const 0) (i32.const 1))) (loop (br 0))";
    let mut rollup = originate(&machine, &kernel("/a", body));
    rollup.load_level(&[]).unwrap();
    for is_profiled in [false, true] {
        let interrupt = machine.interrupt().clone();
        let other = thread::spawn(move || {
            thread::sleep(Duration::from_millis(100));
            assert!(!interrupt.raise());
            assert!(interrupt.raise(), "it had been asked for");
        });
        let start = Instant::now();
        let reveals = Reveals::default();
        let failure = if is_profiled {
            rollup.profile(&machine, &reveals).err()
        } else {
            rollup.run(&machine, &reveals, Until::End, false).err()
        };
        assert_eq!(failure, Some(RunFailure::Interrupted));
        // An hour would be 3,600 seconds.
        assert!(start.elapsed() < Duration::from_secs(60));
        other.join().unwrap();
        assert!(matches!(rollup.status(), Status::Snapshot));
        assert_eq!(value(&rollup, "/a"), None);
        // It holds until it is taken back.
        let again = rollup.run(&machine, &Reveals::default(), Until::Fuel(10), false);
        assert_eq!(again.err(), Some(RunFailure::Interrupted));
        machine.interrupt().take_back();
        let paused = rollup
            .clone()
            .run(&machine, &Reveals::default(), Until::Fuel(10_000), false);
        assert!(paused.is_ok());
    }
}
