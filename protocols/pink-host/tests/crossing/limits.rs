//! What a stranger's runtime may take, and what it is told when it takes more.

use pink_host::wasm::Limits;
use pink_host::{Environment, Failure, KEPT, KEPT_BYTES, MAX_LINE, Storage, WasmRuntime, Worker};
use pink_probe::instead;

use crate::bytes::relay;
use crate::failures::failure;
use crate::scripted::text;
use crate::{Asked, PACKAGE, support};

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

/// Which ecalls these modules are called by.
const READS: u32 = 11;
const WRITES: u32 = 22;

/// A worker whose runtime makes an ocall so often in each ecall. Its arguments are `data`, and zeros up to `len`; a number
/// that counts the ocalls stands at `count`.
fn repeating(times: u32, id: u32, data: &[u8], len: usize, count: usize) -> Worker<WasmRuntime> {
    let bytes: String = data.iter().map(|byte| format!("\\{byte:02x}")).collect();
    let pages = len / (64 << 10) + 1;
    let ecall = format!(
        "(drop (memory.grow (i32.const {pages})))
        (loop $again
            (i32.store (i32.const {count}) (local.get $i))
            (call $ocall (i32.const {id}) (i32.const {START}) (i32.const {len}) (i32.const 0))
            (local.set $i (i32.add (local.get $i) (i32.const 1)))
            (br_if $again (i32.lt_u (local.get $i) (i32.const {times}))))
        (call $output (local.get $ctx) (i32.const 0) (i32.const 0))",
        count = START + count,
    );
    let data = format!("(data (i32.const {START}) \"{bytes}\")");
    let wasm = text("i32.const 16", &ecall, &data);
    let runtime = WasmRuntime::new(&wasm, Limits::default()).unwrap();
    Worker::new(runtime, Environment::default(), Storage::default())
}

/// Where the arguments stand in the memory: in front is room for what the host writes.
const START: usize = 1_024;

/// A length from 2^14 on, as SCALE has it.
fn compact(len: usize) -> [u8; 4] {
    (u32::try_from(len).unwrap() << 2 | 2).to_le_bytes()
}

/// `log_to_server`: an account, a level, a text.
#[test]
fn a_log_is_as_long_as_there_is_room() {
    let message = MAX_LINE - 4;
    let arguments = [&[0; 33][..], &compact(message)].concat();
    let times = 300;
    let worker = repeating(times, 5, &arguments, 37 + message, 0);
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
    let limit = |worker: &Worker<WasmRuntime>, ecall: u32, id: u32, most: String| {
        let reason = format!("an ecall hands out at most {most} of events");
        assert_eq!(worker.ecall(ecall, &[]), Err(Failure::Host { id, reason }));
        assert_eq!(worker.environment().take_effects(), []);
        assert_eq!(worker.environment().take_blocks(), []);
    };
    // An effect without events.
    let kept = u32::try_from(KEPT).unwrap();
    let many = format!("{KEPT} effects and blocks");
    let worker = repeating(kept, 6, &[0; 4], 4, 4);
    assert_eq!(worker.ecall(WRITES, &[]), Ok(vec![]));
    assert_eq!(worker.environment().take_effects().len(), KEPT);
    limit(
        &repeating(kept + 1, 6, &[0; 4], 4, 4),
        WRITES,
        6,
        many.clone(),
    );

    // A block without bytes; a read-only ecall may hand out one.
    let worker = repeating(kept, 16, &[0; 9], 9, 0);
    assert_eq!(worker.ecall(READS, &[]), Ok(vec![]));
    let blocks = worker.environment().take_blocks();
    assert!(blocks.iter().map(|(number, _)| *number).eq(0..KEPT as u64));
    limit(&repeating(kept + 1, 16, &[0; 9], 9, 0), READS, 16, many);

    let block = 1 << 20;
    let arguments = [&[0; 8][..], &compact(block)].concat();
    let worker = repeating(15, 16, &arguments, 12 + block, 0);
    assert_eq!(worker.ecall(READS, &[]), Ok(vec![]));
    assert_eq!(worker.environment().take_blocks().len(), 15);
    let large = format!("{KEPT_BYTES} bytes of effects and blocks");
    limit(
        &repeating(16, 16, &arguments, 12 + block, 0),
        READS,
        16,
        large,
    );
}
