//! What a runtime has the host do for it takes fuel.

use pink_host::wasm::{
    FUEL_PER_BYTE, FUEL_PER_BYTE_OF_LISTS, FUEL_PER_CALL, FUEL_PER_CHANGE, Limits,
};
use pink_host::{Failure, WasmRuntime};

use crate::scripted::{compact, text};
use crate::{Asked, carry};

/// The fuel that these ecalls have.
const FUEL: u64 = 300_000_000;

fn runtime(ecall: &str, more: &str, fuel: u64) -> WasmRuntime {
    let mut limits = Limits::default();
    limits.fuel = fuel;
    WasmRuntime::new(&text("i32.const 16", ecall, more), limits).unwrap()
}

fn used_up(fuel: u64) -> Result<Vec<u8>, Failure> {
    let (what, limit) = ("fuel", fuel);
    Err(Failure::Limit { what, limit })
}

/// How often an ocall is answered in an endless loop of it, by its arguments' first bytes, where zeros follow.
fn answered(id: u32, first: &[u8], len: usize, answer: &[u8]) -> u64 {
    let bytes: String = first.iter().map(|byte| format!("\\{byte:02x}")).collect();
    let ecall = format!(
        "(drop (memory.grow (i32.const 256)))
        (loop $again
            (call $ocall (i32.const {id}) (i32.const 2048) (i32.const {len}) (i32.const 0))
            (br $again))"
    );
    let runtime = runtime(
        &ecall,
        &format!("(data (i32.const 2048) \"{bytes}\")"),
        FUEL,
    );
    let asked = Asked::answering(answer);
    assert_eq!(carry(&runtime, &asked, 11, &[]), used_up(FUEL));
    asked.calls().len().try_into().unwrap()
}

#[test]
fn ocalls_take_fuel_by_their_bytes() {
    let mib = 1 << 20;
    let bytes = |len: usize| u64::try_from(len).unwrap();
    // A name of a cache, with an empty key and a number.
    let name = answered(11, &compact(mib - 13), mib, &[]);
    let each = FUEL_PER_CALL + bytes(mib) * FUEL_PER_BYTE;
    assert_eq!(name, FUEL / each);
    // An answer is as dear as arguments are.
    let answer = answered(13, &[], 0, &vec![0; 60_000]);
    let each = FUEL_PER_CALL + 60_000 * FUEL_PER_BYTE;
    // The last one is refused when the host has answered.
    let expected = FUEL / (each + 100)..=FUEL / each + 1;
    assert!(expected.contains(&answer), "{answer}");
    // Lists of what has no bytes.
    let each = FUEL_PER_CALL + bytes(mib) * FUEL_PER_BYTE_OF_LISTS;
    for id in [6, 14, 15, 19] {
        assert_eq!(answered(id, &[], mib, &[]), FUEL / each, "{id}");
    }
    // Changes of the storage, each a key and a value without bytes, and a count.
    let count = 100_000;
    let changes = [&[0; 32][..], &compact(count)].concat();
    let len = changes.len() + 6 * count;
    let each = FUEL_PER_CALL + bytes(len) * FUEL_PER_BYTE + bytes(count) * FUEL_PER_CHANGE;
    assert_eq!(answered(3, &changes, len, &[]), FUEL / each);
}

/// Calls that do nothing are calls: without their price, an ecall would take minutes.
#[test]
fn what_the_host_runs_takes_fuel() {
    let times = 1_000;
    for (instructions, price) in [
        (
            "(call $output (i32.const 7) (i32.const 0) (i32.const 0))",
            FUEL_PER_CALL,
        ),
        (
            "(call $output (local.get $ctx) (i32.const 0) (i32.const 0))",
            FUEL_PER_CALL,
        ),
        ("(drop (memory.grow (i32.const 0)))", 150),
        ("(drop (memory.grow (i32.const -1)))", 150),
        (
            "(memory.fill (i32.const 0) (i32.const 0) (i32.const 0))",
            255,
        ),
        (
            "(memory.copy (i32.const 0) (i32.const 0) (local.get $len))",
            16,
        ),
        (
            "(memory.init 0 (i32.const 0) (i32.const 0) (i32.const 0))",
            150,
        ),
        ("(data.drop 0)", 50),
        ("(drop (table.grow (ref.null func) (i32.const 0)))", 150),
        (
            "(table.fill (i32.const 0) (ref.null func) (i32.const 0))",
            16,
        ),
        ("(table.copy (i32.const 0) (i32.const 0) (i32.const 0))", 16),
        (
            "(table.init 0 (i32.const 0) (i32.const 0) (i32.const 0))",
            150,
        ),
        ("(elem.drop 0)", 50),
        ("(drop (ref.func $ecall))", 255),
    ] {
        let ecall = format!(
            "(loop $again
                {instructions}
                (local.set $i (i32.add (local.get $i) (i32.const 1)))
                (br_if $again (i32.lt_u (local.get $i) (i32.const {times}))))
            (call $output (local.get $ctx) (i32.const 0) (i32.const 0))"
        );
        let more = "(table 0 funcref) (elem func $ecall) (data \"\")";
        let carried = |fuel: u64| {
            let asked = Asked::answering(&[]);
            carry(&runtime(&ecall, more, fuel), &asked, 11, &[])
        };
        let enough = times * (price + 20) + 2 * FUEL_PER_CALL;
        assert_eq!(carried(enough), Ok(vec![]), "{instructions}");
        let little = times * price;
        assert_eq!(carried(little), used_up(little), "{instructions}");
    }
}
