//! What a stranger's runtime may take, and what it is told when it takes more.

use std::sync::atomic::{AtomicUsize, Ordering};

use pink_host::wasm::{Limits, LoadError};
use pink_host::{
    Environment, Failure, KEPT, KEPT_BYTES, MAX_LINE, RootRule, Storage, WasmRuntime, Worker,
};
use pink_probe::instead;
use pink_protocol::Hash;

use crate::bytes::relay;
use crate::failures::failure;
use crate::scripted::{compact, repeating, text};
use crate::{Asked, PACKAGE, carry, support};

fn limited(set: impl FnOnce(&mut Limits)) -> WasmRuntime {
    let mut limits = Limits::default();
    set(&mut limits);
    WasmRuntime::new(support::wasm(PACKAGE), limits).unwrap()
}

#[test]
fn a_strangers_runtime_keeps_within_its_limits() {
    let asked = Asked::answering(&[0]);
    let runtime = limited(|limits| limits.fuel = 50_000_000);
    let endless = failure(&runtime, &asked, 20, &relay(instead::LOOP, &[]));
    assert_eq!(
        endless,
        Failure::Limit {
            what: "fuel",
            limit: 50_000_000
        }
    );

    let runtime = limited(|limits| limits.memory = 8 << 20);
    let hoard = failure(&runtime, &asked, 20, &relay(instead::HOARD, &[]));
    assert!(
        matches!(hoard, Failure::Runtime(_) | Failure::Trapped(_)),
        "{hoard:?}"
    );

    let runtime = limited(|limits| limits.output = 70_000);
    let flood = relay(instead::FLOOD, &100_000_u32.to_le_bytes());
    assert_eq!(
        failure(&runtime, &asked, 20, &flood),
        Failure::TooLarge { limit: 70_000 }
    );

    let runtime = limited(|limits| limits.ocalls = 0);
    let asks = failure(&runtime, &asked, 20, &relay(1, &[]));
    assert_eq!(
        asks,
        Failure::Limit {
            what: "number of ocalls",
            limit: 0
        }
    );
    assert_eq!(asked.calls(), []);
}

/// An ecall that only reads, and one that writes as well.
const READS: u32 = 11;
const WRITES: u32 = 22;

fn hosting(runtime: WasmRuntime) -> Worker<WasmRuntime> {
    Worker::new(runtime, Environment::default(), Storage::default())
}

/// `log_to_server`: an account, a level, a text.
#[test]
fn a_log_is_as_long_as_there_is_room() {
    let message = MAX_LINE - 4;
    let arguments = [&[0; 33][..], &compact(message)].concat();
    let times = 300;
    let worker = hosting(repeating(times, 5, &arguments, 37 + message, 0));
    assert_eq!(worker.ecall(READS, &[]), Ok(vec![]));
    let lines = worker.environment().take_logs();
    let bytes: usize = lines.iter().map(|line| line.message.len()).sum();
    assert!(
        (KEPT_BYTES - 2 * MAX_LINE..=KEPT_BYTES).contains(&bytes),
        "{bytes}"
    );
    // The newest ones: the count is the first four bytes of the account.
    let numbers = lines
        .iter()
        .map(|line| line.contract.0[0] as usize + 256 * line.contract.0[1] as usize);
    assert!(numbers.eq(times as usize - lines.len()..times as usize));
    assert_eq!(worker.environment().take_logs(), []);
}

/// `emit_side_effects` and `emit_system_event_block`: what an ecall hands out is kept as a whole or not at all.
#[test]
fn an_ecall_hands_out_as_much_as_is_kept() {
    let limit = |runtime: WasmRuntime, ecall: u32, id: u32, most: String| {
        let worker = hosting(runtime);
        let reason = format!("an ecall hands out at most {most} of events");
        assert_eq!(worker.ecall(ecall, &[]), Err(Failure::Host { id, reason }));
        assert_eq!(worker.environment().take_effects(), []);
        assert_eq!(worker.environment().take_blocks(), []);
    };
    // An effect without events.
    let kept = u32::try_from(KEPT).unwrap();
    let many = format!("{KEPT} effects and blocks");
    let worker = hosting(repeating(kept, 6, &[0; 4], 4, 4));
    assert_eq!(worker.ecall(WRITES, &[]), Ok(vec![]));
    assert_eq!(worker.environment().take_effects().len(), KEPT);
    limit(
        repeating(kept + 1, 6, &[0; 4], 4, 4),
        WRITES,
        6,
        many.clone(),
    );

    // A block without bytes; a read-only ecall may hand out one.
    let worker = hosting(repeating(kept, 16, &[0; 9], 9, 0));
    assert_eq!(worker.ecall(READS, &[]), Ok(vec![]));
    let blocks = worker.environment().take_blocks();
    assert!(blocks.iter().map(|(number, _)| *number).eq(0..KEPT as u64));
    limit(repeating(kept + 1, 16, &[0; 9], 9, 0), READS, 16, many);

    let block = 1 << 20;
    let arguments = [&[0; 8][..], &compact(block)].concat();
    let worker = hosting(repeating(15, 16, &arguments, 12 + block, 0));
    assert_eq!(worker.ecall(READS, &[]), Ok(vec![]));
    assert_eq!(worker.environment().take_blocks().len(), 15);
    let large = format!("{KEPT_BYTES} bytes of effects and blocks");
    limit(
        repeating(16, 16, &arguments, 12 + block, 0),
        READS,
        16,
        large,
    );
}

/// A runtime in WebAssembly's text, within limits that are set.
fn within(
    set: impl FnOnce(&mut Limits),
    ecall: &str,
    more: &str,
) -> Result<WasmRuntime, LoadError> {
    let mut limits = Limits::default();
    set(&mut limits);
    WasmRuntime::new(&text("i32.const 16", ecall, more), limits)
}

#[test]
fn a_runtime_without_end_uses_up_its_stack() {
    let again = "(call $ecall (local.get $id) (local.get $ptr) (local.get $len) (local.get $ctx))";
    for stack in [100 << 10, 512 << 10] {
        let runtime = within(|limits| limits.stack = stack, again, "").unwrap();
        let limit = u64::try_from(stack).unwrap();
        let what = "call stack, in bytes";
        let asked = Asked::answering(&[]);
        assert_eq!(
            failure(&runtime, &asked, READS, &[]),
            Failure::Limit { what, limit }
        );
    }
}

/// What it says before it runs out of fuel for that is what is told.
#[test]
fn words_have_fuel_of_their_own() {
    let endless = "(data (i32.const 2048) \"why\")
        (func (export \"take_error\") (param $ctx i32)
            (call $output (local.get $ctx) (i32.const 2048) (i32.const 3))
            (loop $again (br $again)))";
    let runtime = within(|_| (), "", endless).unwrap();
    let why = Failure::Runtime("why".to_owned());
    assert_eq!(failure(&runtime, &Asked::answering(&[]), READS, &[]), why);
}

/// All tables have their entries out of one number.
#[test]
fn tables_have_so_many_entries_together() {
    let load = |tables: &str| within(|limits| limits.table_elements = 100, "", tables);
    assert!(load("(table 100 funcref)").is_ok());
    assert!(load("(table 60 funcref) (table 40 funcref)").is_ok());
    for tables in [
        "(table 101 funcref)",
        "(table 60 funcref) (table 41 funcref)",
    ] {
        let refused = load(tables).unwrap_err().to_string();
        assert!(refused.contains("exceeds table limits"), "{refused}");
    }
    // It puts out the sizes before: what it asks for beyond is not there, and takes nothing of what is left.
    let grow = |table: &str, by: u32| {
        format!(
            "(i32.store8 (i32.const 8) (table.grow {table} (ref.null func) (i32.const {by})))
            (call $output (local.get $ctx) (i32.const 8) (i32.const 1))"
        )
    };
    let all = [
        ("$a", 20),
        ("$b", 60),
        ("$b", 1_000),
        ("$a", 30),
        ("$a", 20),
        ("$b", 1),
    ];
    let ecall: String = all.iter().map(|(table, by)| grow(table, *by)).collect();
    let tables = "(table $a 10 50 funcref) (table $b 0 funcref)";
    let runtime = within(|limits| limits.table_elements = 110, &ecall, tables).unwrap();
    let none = u8::MAX;
    let sizes = carry(&runtime, &Asked::answering(&[]), READS, &[]);
    assert_eq!(sizes, Ok(vec![10, 0, none, none, 30, none]));
}

#[test]
fn an_ocalls_arguments_have_a_size() {
    let ask = |len: u32| {
        format!("(call $ocall (i32.const 20) (i32.const 0) (i32.const {len}) (i32.const 0))")
    };
    let asked = Asked::answering(&[]);
    let runtime = |len| within(|limits| limits.arguments = 100, &ask(len), "").unwrap();
    assert_eq!(carry(&runtime(100), &asked, READS, &[]), Ok(vec![]));
    let reason = "its arguments have 101 bytes, more than 100".to_owned();
    let beyond = Failure::Host { id: 20, reason };
    assert_eq!(failure(&runtime(101), &asked, READS, &[]), beyond);
    assert_eq!(asked.calls().len(), 1);
}

/// `storage_commit` of a key that the count is in, with a value of four bytes and a reference more.
fn commits(times: u32) -> WasmRuntime {
    let arguments = [
        &[9; 32][..],
        &[4, 16, 0, 0, 0, 0, 16, 7, 7, 7, 7, 1, 0, 0, 0],
    ]
    .concat();
    repeating(times, 3, &arguments, arguments.len(), 34)
}

#[test]
fn a_storage_takes_what_it_has_room_for() {
    let entry = 128 + 4 + 4;
    let hosting = |times| {
        let storage = Storage::default().with_room(3 * entry);
        Worker::new(commits(times), Environment::default(), storage)
    };
    let worker = hosting(3);
    assert_eq!(worker.ecall(WRITES, &[]), Ok(vec![]));
    // The same keys again take no more.
    assert_eq!(worker.ecall(WRITES, &[]), Ok(vec![]));
    assert_eq!(worker.storage().pairs().count(), 3);

    let worker = hosting(4);
    let found = 4 * entry;
    let reason = format!(
        "the storage would take {found} bytes, and has room for {}",
        3 * entry
    );
    let beyond = Failure::Host { id: 3, reason };
    assert_eq!(worker.ecall(WRITES, &[]), Err(beyond));
    assert_eq!(worker.storage().pairs().count(), 0);
}

/// A root takes a look at the whole storage.
#[test]
fn roots_are_checked_once_in_an_ecall() {
    static CHECKED: AtomicUsize = AtomicUsize::new(0);
    let counting = Storage::checked(|_| {
        CHECKED.fetch_add(1, Ordering::Relaxed);
        Some(Hash([9; 32]))
    });
    let worker = Worker::new(commits(100), Environment::default(), counting);
    assert_eq!(worker.ecall(WRITES, &[]), Ok(vec![]));
    assert_eq!(CHECKED.load(Ordering::Relaxed), 1);
    assert_eq!(worker.storage().pairs().count(), 100);
}

#[test]
fn a_root_that_is_none_ends_the_ecall() {
    let other: RootRule = |_| Some(Hash([8; 32]));
    let cases = [
        (other, format!("0x{}", "08".repeat(32))),
        (|_| None, "of nothing".to_owned()),
    ];
    for (rule, found) in cases {
        let worker = Worker::new(commits(1), Environment::default(), Storage::checked(rule));
        let failure = worker.ecall(WRITES, &[]).unwrap_err();
        let expected = "09".repeat(32);
        assert_eq!(
            failure.to_string(),
            format!(
                "the host, asked for call 3 (storage_commit): the changes lead to the root {found}, not to 0x{expected}"
            )
        );
        assert_eq!(worker.storage().root(), None);
    }
}
