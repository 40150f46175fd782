//! Our host against `MockHost` of Tezos' kernel SDK: 10,000 random sequences of operations. What it answered was written down
//! by `oracles/smart-rollup-host`; where it does otherwise than Octez stands in `draw.rs` there.

#[path = "../../../oracles/smart-rollup-host/src/draw.rs"]
mod draw;

use draw::{SEQUENCES, Store, TOGETHER, WHOLE, sequence};
use sha2::{Digest, Sha256};
use smart_rollup_host::Native;
use smart_rollup_kernel::Host;

struct Ours(Native);

fn offset(offset: usize) -> i32 {
    i32::try_from(offset).expect("it is small")
}

impl Store for Ours {
    fn has(&mut self, key: &[u8]) -> i32 {
        self.0.raw_store_has(key)
    }

    fn value_size(&mut self, key: &[u8]) -> i32 {
        self.0.raw_store_value_size(key)
    }

    fn list_size(&mut self, key: &[u8]) -> i64 {
        self.0.raw_store_list_size(key)
    }

    fn read(&mut self, key: &[u8], at: usize, buffer: &mut [u8]) -> i32 {
        self.0.raw_store_read(key, offset(at), buffer)
    }

    fn write(&mut self, key: &[u8], at: usize, bytes: &[u8]) -> i32 {
        self.0.raw_store_write(key, offset(at), bytes)
    }

    fn delete(&mut self, key: &[u8]) -> i32 {
        self.0.raw_store_delete(key)
    }

    fn delete_value(&mut self, key: &[u8]) -> i32 {
        self.0.raw_store_delete_value(key)
    }

    fn copy(&mut self, from: &[u8], to: &[u8]) -> i32 {
        self.0.raw_store_copy(from, to)
    }

    fn rename(&mut self, from: &[u8], to: &[u8]) -> i32 {
        self.0.raw_store_move(from, to)
    }

    fn write_output(&mut self, message: &[u8]) -> i32 {
        self.0.raw_write_output(message)
    }
}

fn answers(number: u64) -> String {
    let mut host = Native::default();
    host.state.outbox.begin(0);
    sequence(&mut Ours(host), number)
}

#[test]
fn it_answers_as_the_mock_does() {
    let expected = include_str!("mock.txt");
    // The first ones as they are, so that a difference can be seen.
    let groups = usize::try_from(SEQUENCES / TOGETHER).expect("it is small");
    let whole: Vec<_> = expected.lines().skip(groups).collect();
    let ours: String = (0..WHOLE).map(answers).collect();
    for (line, (ours, expected)) in ours.lines().zip(&whole).enumerate() {
        assert_eq!(ours, *expected, "line {line} of the first sequences");
    }
    assert_eq!(ours.lines().count(), whole.len());

    let mut digest = Sha256::new();
    for number in 0..SEQUENCES {
        digest.update(answers(number));
        if number % TOGETHER == TOGETHER - 1 {
            let group = usize::try_from(number / TOGETHER).expect("it is small");
            let found: String = digest.finalize_reset()[..8]
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect();
            let expected = expected
                .lines()
                .nth(group)
                .expect("there is a line for each");
            assert_eq!(found, expected, "one of the sequences up to {number}");
        }
    }
}
