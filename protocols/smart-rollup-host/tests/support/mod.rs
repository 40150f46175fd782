//! What the tests of kernels have in common.

#![allow(dead_code, reason = "each test takes a part of it")]

use smart_rollup_host::durable::Key;
use smart_rollup_host::reveal::Reveals;
use smart_rollup_host::{
    KernelError, Limits, Machine, Message, Next, Report, Rollup, Status, Until, Version,
};

pub(crate) fn machine() -> Machine {
    Machine::new(Limits::default()).expect("WebAssembly runs here")
}

pub(crate) fn machine_with(change: impl FnOnce(&mut Limits)) -> Machine {
    let mut limits = Limits::default();
    change(&mut limits);
    Machine::new(limits).expect("WebAssembly runs here")
}

pub(crate) fn wat(text: &str) -> Vec<u8> {
    wat::parse_str(text).expect("the kernel is WebAssembly")
}

pub(crate) fn key(text: &str) -> Key<'_> {
    Key::new(text).expect("a key")
}

/// A rollup with a kernel.
pub(crate) fn originate(machine: &Machine, kernel: &str) -> Rollup {
    try_originate(machine, kernel).expect("the kernel is one")
}

pub(crate) fn try_originate(machine: &Machine, kernel: &str) -> Result<Rollup, KernelError> {
    Rollup::originate(machine, &wat(kernel), Version::default())
}

/// An external message, as it stands in the inbox.
pub(crate) fn external(payload: &[u8]) -> Message {
    [&[1], payload].concat().into()
}

/// Runs `kernel_run` once, and what comes of it.
pub(crate) fn step(machine: &Machine, rollup: &mut Rollup) -> (Report, Next) {
    let report = rollup
        .run(machine, &Reveals::default(), Until::End, false)
        .expect("the kernel is about to run");
    let next = rollup
        .proceed()
        .unwrap_or_else(|_| panic!("{:?}", rollup.status()));
    (report, next)
}

/// Runs a level to its end and says how often the kernel ran.
pub(crate) fn level(machine: &Machine, rollup: &mut Rollup, messages: &[Message]) -> usize {
    rollup
        .load_level(messages)
        .expect("the rollup waits for inputs");
    let mut runs = 0;
    while matches!(rollup.status(), Status::Snapshot) {
        step(machine, rollup);
        runs += 1;
    }
    runs
}

pub(crate) fn value(rollup: &Rollup, text: &str) -> Option<Vec<u8>> {
    rollup
        .state()
        .durable
        .value(key(text))
        .map(|value| value.to_vec(1 << 20))
}

/// A kernel whose `kernel_run` is this, with the host functions at hand, a page of memory, and data at 1,024.
pub(crate) fn kernel(data: &str, body: &str) -> String {
    format!(
        r#"(module
          (import "smart_rollup_core" "read_input" (func $read_input (param i32 i32 i32) (result i32)))
          (import "smart_rollup_core" "write_output" (func $write_output (param i32 i32) (result i32)))
          (import "smart_rollup_core" "store_write"
            (func $store_write (param i32 i32 i32 i32 i32) (result i32)))
          (import "smart_rollup_core" "store_create" (func $store_create (param i32 i32 i32) (result i32)))
          (import "smart_rollup_core" "store_copy" (func $store_copy (param i32 i32 i32 i32) (result i32)))
          (import "smart_rollup_core" "store_move" (func $store_move (param i32 i32 i32 i32) (result i32)))
          (import "smart_rollup_core" "store_get_nth_key"
            (func $store_get_nth_key (param i32 i32 i64 i32 i32) (result i32)))
          (import "smart_rollup_core" "__internal_store_get_hash"
            (func $store_get_hash (param i32 i32 i32 i32) (result i32)))
          (import "smart_rollup_core" "reveal_preimage"
            (func $reveal_preimage (param i32 i32 i32 i32) (result i32)))
          (import "smart_rollup_core" "reveal_metadata" (func $reveal_metadata (param i32 i32) (result i32)))
          (import "smart_rollup_core" "reveal" (func $reveal (param i32 i32 i32 i32) (result i32)))
          (import "smart_rollup_core" "write_debug" (func $write_debug (param i32 i32)))
          (memory (export "memory") 1)
          (data (i32.const 512) "/kernel/env/reboot")
          (data (i32.const 1024) "{data}")
          (func $reboot
            (drop (call $store_write (i32.const 512) (i32.const 18) (i32.const 0) (i32.const 0) (i32.const 0))))
          (func $run (export "kernel_run") {body}))"#
    )
}
