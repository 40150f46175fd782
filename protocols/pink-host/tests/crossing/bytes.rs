//! The bytes that cross are the same in every place, and those of Phala's own types.

use blake2::digest::consts::U32;
use blake2::{Blake2b, Digest};
use cross_call::{IdentExecute, scale};
use parity_scale_codec::Encode;
use pink_probe::Service;
use pink_protocol::{AccountId, Bytes, ExecutionMode, TransactionArguments, ecalls, ocalls};

use crate::draw::Draw;
use crate::{Asked, Recorder, carry, places, values};

/// How many random sets of arguments cross for each call in each place.
const CROSSING: usize = 40;

/// How many are compared with Phala's types for each call.
const COMPARED: usize = 1_000;

/// The seed of a call's values: the program that asks Phala's types has the same ones.
fn seed(side: u64, id: u32) -> u64 {
    side * 1_000 + u64::from(id)
}

const ECALLS: u64 = 1;
const OCALLS: u64 = 2;
const RESULTS: u64 = 3;

/// The arguments of an ecall, as the caller encodes them.
fn ecall(id: u32, draw: &mut Draw) -> Vec<u8> {
    let mut recorder = Recorder::default();
    values::ecall(id, draw, &mut recorder);
    one(recorder, id)
}

/// The arguments of an ocall, as the caller encodes them.
fn ocall(id: u32, draw: &mut Draw) -> Vec<u8> {
    let mut recorder = Recorder::default();
    values::ocall(id, draw, &mut recorder);
    one(recorder, id)
}

fn one(recorder: Recorder, id: u32) -> Vec<u8> {
    let [(found, data)] = <[_; 1]>::try_from(recorder.0.into_inner()).unwrap();
    assert_eq!(found, id);
    data
}

#[test]
fn ecalls_cross() {
    assert_eq!(ecalls::CALLS.len(), 18);
    let places = places();
    for call in ecalls::CALLS {
        let mut draw = Draw::new(seed(ECALLS, call.id) + 7);
        for _ in 0..CROSSING {
            let data = ecall(call.id, &mut draw);
            if call.name == "contract_call" {
                // This one makes ocalls: see below.
                continue;
            }
            // What the service says without a boundary.
            let mut service = Service {
                host: Plain::default(),
                refused: false,
            };
            let expected = ecalls::dispatch(&mut IdentExecute, &mut service, call.id, &data);
            for (place, runtime) in &places {
                let asked = Asked::answering(&[]);
                let result = carry(&**runtime, &asked, call.id, &data);
                assert_eq!(result.as_ref(), Ok(&expected), "{call} in {place}");
                assert_eq!(asked.calls(), service.host.0.take(), "{call} in {place}");
                service.host.0.replace(asked.calls());
            }
        }
    }
}

/// A host without a boundary, which writes down what the service asks of it.
#[derive(Debug, Default)]
struct Plain(std::cell::RefCell<Vec<(u32, Vec<u8>)>>);

impl cross_call::CrossCall for Plain {
    fn cross_call(&self, id: u32, data: &[u8]) -> Vec<u8> {
        self.0.borrow_mut().push((id, data.to_vec()));
        Vec::new()
    }
}

impl cross_call::CrossCallMut for Plain {
    fn cross_call_mut(&mut self, id: u32, data: &[u8]) -> Vec<u8> {
        self.0.borrow_mut().push((id, data.to_vec()));
        Vec::new()
    }
}

impl pink_protocol::OCall for Plain {}

/// The arguments of a `contract_call` that makes an ocall.
pub(crate) fn relay(id: u32, data: &[u8]) -> Vec<u8> {
    let input = Bytes([&id.to_le_bytes(), data].concat());
    let arguments = TransactionArguments {
        origin: AccountId([1; 32]),
        transfer: 0,
        gas_limit: 0,
        gas_free: true,
        storage_deposit_limit: None,
        deposit: 0,
    };
    (
        AccountId([2; 32]),
        input,
        ExecutionMode::Transaction,
        arguments,
    )
        .encode()
}

/// From the runtime to the host and back, decoded and encoded on each side.
#[test]
fn ocalls_cross() {
    assert_eq!(ocalls::CALLS.len(), 20);
    let places = places();
    for call in ocalls::CALLS {
        let mut draw = Draw::new(seed(OCALLS, call.id) + 7);
        for _ in 0..CROSSING {
            let data = ocall(call.id, &mut draw);
            let answer = values::result(call.id, &mut draw);
            for (place, runtime) in &places {
                let asked = Asked::answering(&answer);
                let result = carry(&**runtime, &asked, 20, &relay(call.id, &data)).unwrap();
                assert_eq!(
                    asked.calls(),
                    [(call.id, data.clone())],
                    "{call} in {place}"
                );
                let Bytes(found) = scale::decode(&result).unwrap();
                assert_eq!(found, answer, "{call} in {place}");
            }
        }
    }
}

/// `oracles/pink-runtime` makes the same values of Phala's published types, and writes what their bytes are. Five types that
/// are in no crate of Phala's are restated there.
#[test]
fn bytes_are_those_of_phalas_types() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../host-tests/oracles/pink-calls.txt"
    );
    let expected = std::fs::read_to_string(path).unwrap();
    let mut lines = expected.lines();
    let mut check = |name: String, of: &dyn Fn(&mut Draw) -> Vec<u8>, seed: u64| {
        let mut draw = Draw::new(seed);
        let mut digest = Blake2b::<U32>::new();
        for _ in 0..COMPARED {
            let bytes = of(&mut draw);
            digest.update(u32::try_from(bytes.len()).unwrap().to_le_bytes());
            digest.update(bytes);
        }
        let digest: String = digest
            .finalize()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(lines.next(), Some(format!("{name} {digest}").as_str()));
    };
    for call in ecalls::CALLS {
        let name = format!("ecall.{}", call.id);
        check(name, &|draw| ecall(call.id, draw), seed(ECALLS, call.id));
    }
    for call in ocalls::CALLS {
        let name = format!("ocall.{}", call.id);
        check(name, &|draw| ocall(call.id, draw), seed(OCALLS, call.id));
    }
    for call in ocalls::CALLS {
        let name = format!("ocall.{}.result", call.id);
        check(
            name,
            &|draw| values::result(call.id, draw),
            seed(RESULTS, call.id),
        );
    }
    assert_eq!(lines.next(), None);
}
