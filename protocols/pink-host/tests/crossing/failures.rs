//! What goes wrong on one side is an error on the other.

use parity_scale_codec::Encode;
use pink_boundary::{Host, Refusal, Runtime, Version};
use pink_host::wasm::{Limits, LoadError};
use pink_host::{Carrier, Environment, Failure, NativeRuntime, Storage, WasmRuntime, Worker};
use pink_probe::instead;
use pink_protocol::{Bytes, Hash, OCalls};

use crate::bytes::relay;
use crate::scripted::scripted;
use crate::{Asked, carry, places};

pub(crate) fn failure(runtime: &dyn Carrier, asked: &Asked, id: u32, data: &[u8]) -> Failure {
    carry(runtime, asked, id, data).unwrap_err()
}

#[test]
fn a_panic_is_told_and_does_not_cross() {
    for (place, runtime) in places() {
        let asked = Asked::answering(&[]);
        let failure = failure(&*runtime, &asked, 20, &relay(instead::PANIC, &[]));
        let Failure::Runtime(words) = failure else {
            panic!("{place}: {failure:?}");
        };
        // On one line, whatever the runtime says.
        assert!(words.contains("asked to\\npanic"), "{place}: {words}");
        // And the next call is as any other.
        assert_eq!(carry(&*runtime, &asked, 11, &[]), Ok(vec![0]), "{place}");
    }
}

#[test]
fn a_refusal_is_told() {
    for (place, runtime) in places() {
        let asked = Asked::answering(&[]);
        let failure = failure(&*runtime, &asked, 20, &relay(instead::REFUSE, &[]));
        let words = "the runtime: call 20 (contract_call): asked to refuse";
        assert_eq!(failure.to_string(), words, "{place}");
    }
}

/// The host's own mistakes end the ecall, whatever the runtime makes of them.
#[test]
fn a_host_that_has_no_answer_ends_the_ecall() {
    for (place, runtime) in places() {
        let asked = Asked {
            answer: Err("not today".to_owned()),
            asked: std::sync::Arc::default(),
        };
        // The runtime would go on, as the result of this call has no bytes.
        let failure = failure(&*runtime, &asked, 22, &[]);
        let words = "the host, asked for call 16 (emit_system_event_block): not today";
        assert_eq!(failure.to_string(), words, "{place}");
    }
}

/// An answer that is none of the call's type.
#[test]
fn a_wrong_answer_is_the_runtimes_error() {
    for (place, runtime) in places() {
        let asked = Asked::answering(&[2]);
        let failure = failure(&*runtime, &asked, 20, &relay(1, &[]));
        let Failure::Runtime(words) = failure else {
            panic!("{place}: {failure:?}");
        };
        assert!(words.contains("Decode failed"), "{place}: {words}");
    }
}

/// A runtime that commits and then fails has committed nothing, and what it emitted is not heard of.
#[test]
fn a_commit_before_a_failure_is_none() {
    let changes = vec![(Bytes(vec![1]), (Bytes(vec![2]), 1))];
    let commit = (Hash([7; 32]), changes).encode();
    for (place, runtime) in places() {
        let worker = Worker::new(runtime, Environment::default(), Storage::default());
        let failing = [&3_u32.to_le_bytes()[..], &commit].concat();
        let failure = worker
            .ecall(20, &relay(instead::ASK_AND_PANIC, &failing))
            .unwrap_err();
        assert!(
            failure
                .to_string()
                .contains("asked to panic when it is done"),
            "{place}: {failure}"
        );
        assert_eq!(worker.storage().root(), None, "{place}");

        // A block that is heard of although its ecall failed would be a gap in a chain of hashes.
        let block = (7_u64, Bytes(vec![1])).encode();
        let failing = [&16_u32.to_le_bytes()[..], &block].concat();
        assert!(
            worker
                .ecall(20, &relay(instead::ASK_AND_PANIC, &failing))
                .is_err()
        );
        assert_eq!(worker.environment().take_blocks(), [], "{place}");
        assert!(worker.ecall(20, &relay(16, &block)).is_ok());
        assert_eq!(worker.environment().take_blocks(), [(7, Bytes(vec![1]))]);

        assert!(worker.ecall(20, &relay(3, &commit)).is_ok(), "{place}");
        assert_eq!(worker.storage().root(), Some(Hash([7; 32])), "{place}");
        assert_eq!(worker.storage().get(&[1]), Some(&[2][..]), "{place}");
    }
}

/// A runtime of a stranger may try to commit in a read-only ecall.
#[test]
fn a_read_only_ecall_commits_nothing() {
    struct Writes;

    impl Runtime for Writes {
        const VERSION: Version = (1, 0);

        fn ecall(mut host: Host, id: u32, _: &[u8]) -> Result<Vec<u8>, Refusal> {
            let root = Hash([id.to_le_bytes()[0]; 32]);
            host.storage_commit(root, vec![(Bytes(vec![1]), (Bytes(vec![2]), 1))]);
            Ok(root.encode())
        }
    }

    let runtime = NativeRuntime::in_process::<Writes>().unwrap();
    let worker = Worker::new(runtime, Environment::default(), Storage::default());
    let failure = worker.ecall(1, &[]).unwrap_err();
    assert_eq!(
        failure.to_string(),
        "the host, asked for call 3 (storage_commit): a read-only ecall changes nothing"
    );
    assert_eq!(worker.storage().root(), None);
    worker.ecall(22, &[]).unwrap();
    assert_eq!(worker.storage().root(), Some(Hash([22; 32])));
}

/// Truncations, more bytes, ids that are none, lengths of what is not there.
#[test]
fn hostile_input_is_an_error() {
    let whole = relay(2, &[0]);
    let huge = [&[1; 32][..], &[3, 255, 255, 255, 255]].concat();
    let mut inputs: Vec<(u32, Vec<u8>)> = (0..whole.len())
        .map(|end| (20, whole[..end].to_vec()))
        .collect();
    inputs.push((20, [&whole[..], &[0]].concat()));
    inputs.push((7, huge.clone()));
    inputs.push((8, huge));
    for id in [0, 4, 10, 12, 13, 17, 18, 25, 0x8000_0000, u32::MAX] {
        inputs.push((id, Vec::new()));
        inputs.push((id, vec![0xff; 100]));
    }
    for (place, runtime) in places() {
        for (id, input) in &inputs {
            let asked = Asked::answering(&[]);
            let failure = failure(&*runtime, &asked, *id, input);
            assert!(
                matches!(failure, Failure::Runtime(_)),
                "{id} in {place}: {failure:?}"
            );
            assert_eq!(asked.calls(), [], "{id} in {place}");
        }
    }
}

/// Results of no piece, of one and of many.
#[test]
fn results_of_any_size_cross() {
    for (place, runtime) in places() {
        let asked = Asked::answering(&[]);
        assert_eq!(carry(&*runtime, &asked, 22, &[]), Ok(Vec::new()), "{place}");
        for size in [0_u32, 1, 65_535, 65_536, 300_000] {
            let data = relay(instead::FLOOD, &size.to_le_bytes());
            let result = carry(&*runtime, &asked, 20, &data).unwrap();
            let bytes: Vec<u8> = cross_call::scale::decode(&result).unwrap();
            assert!(
                bytes == vec![7; usize::try_from(size).unwrap()],
                "{size} in {place}"
            );
        }
    }
}

#[test]
fn a_module_that_is_no_runtime_is_refused_by_name() {
    let refused = |text: &str| {
        let wasm = wat::parse_str(text).unwrap();
        WasmRuntime::new(&wasm, Limits::default())
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        refused("(module)"),
        "the module does not export `memory`: expected a memory of 32 bits"
    );
    assert_eq!(
        refused("(module (memory (export \"memory\") 1))"),
        "the module does not export `alloc`: expected a function of 1 `i32` that gives 1"
    );
    let foreign =
        refused("(module (import \"wasi\" \"fd\\n_write\" (func)) (memory (export \"memory\") 1))");
    assert!(
        foreign.starts_with("the module imports `wasi`.`fd\\n_write`, and"),
        "{foreign}"
    );
    let other = refused("(module (import \"pink\" \"ocall\" (func (param i64))))");
    assert!(
        other.starts_with("the module imports `pink`.`ocall`, and"),
        "{other}"
    );
    let words = WasmRuntime::new(b"\0asm", Limits::default()).unwrap_err();
    assert!(matches!(words, LoadError::Module(_)), "{words}");
    let text = WasmRuntime::new(b"(module)", Limits::default()).unwrap_err();
    assert!(matches!(text, LoadError::Module(_)), "{text}");
    let mut limits = Limits::default();
    limits.module = 7;
    let words = WasmRuntime::new(&[0; 8], limits).unwrap_err();
    assert_eq!(words.to_string(), "the module has 8 bytes, more than 7");
}

/// A runtime that hands over what is not its memory, and one whose `alloc` does.
#[test]
fn no_pointer_is_believed() {
    let echo = "(call $output (local.get $ctx) (local.get $ptr) (local.get $len))";
    let asked = Asked::answering(&[1, 2, 3]);
    let honest = scripted("i32.const 16", echo);
    assert_eq!(carry(&honest, &asked, 3, &[7, 8]), Ok(vec![7, 8]));

    let outside = |ptr: u64, len: u64| Failure::BadPointer { ptr, len };
    let null = scripted("i32.const 0", echo);
    assert_eq!(failure(&null, &asked, 3, &[7, 8]), outside(0, 2));
    let beyond = scripted("i32.const 65535", echo);
    assert_eq!(failure(&beyond, &asked, 3, &[7, 8]), outside(65_535, 2));
    let put_out = scripted(
        "i32.const 16",
        "(call $output (local.get $ctx) (i32.const -1) (i32.const 2))",
    );
    assert_eq!(
        failure(&put_out, &asked, 3, &[]),
        outside(u64::from(u32::MAX), 2)
    );
    let ocall = scripted(
        "i32.const 16",
        "(call $ocall (i32.const 1) (i32.const 65530) (i32.const 7) (i32.const 0))",
    );
    assert_eq!(failure(&ocall, &asked, 3, &[]), outside(65_530, 7));
    assert_eq!(asked.calls(), []);
}
