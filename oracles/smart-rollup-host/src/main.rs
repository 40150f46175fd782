//! Writes what the mock of Tezos' kernel SDK answers to random operations: `protocols/smart-rollup-host/tests/mock.txt`.

mod draw;

use std::fmt::Write;
use std::path::Path;

use sha2::{Digest, Sha256};
use tezos_smart_rollup_core::smart_rollup_core::SmartRollupCore;
use tezos_smart_rollup_mock::MockHost;

use draw::{SEQUENCES, Store, TOGETHER, WHOLE, sequence};

struct Mock(MockHost);

/// Calls a function of the mock. Addresses come with the lengths of the slices that they are of.
macro_rules! call {
    ($host:expr, $name:ident($($argument:expr),*)) => {
        // SAFETY: as said above.
        unsafe { SmartRollupCore::$name(&$host.0, $($argument),*) }
    };
}

impl Store for Mock {
    fn has(&mut self, key: &[u8]) -> i32 {
        call!(self, store_has(key.as_ptr(), key.len()))
    }

    fn value_size(&mut self, key: &[u8]) -> i32 {
        call!(self, store_value_size(key.as_ptr(), key.len()))
    }

    fn list_size(&mut self, key: &[u8]) -> i64 {
        call!(self, store_list_size(key.as_ptr(), key.len()))
    }

    fn read(&mut self, key: &[u8], offset: usize, buffer: &mut [u8]) -> i32 {
        call!(
            self,
            store_read(
                key.as_ptr(),
                key.len(),
                offset,
                buffer.as_mut_ptr(),
                buffer.len()
            )
        )
    }

    fn write(&mut self, key: &[u8], offset: usize, bytes: &[u8]) -> i32 {
        call!(
            self,
            store_write(key.as_ptr(), key.len(), offset, bytes.as_ptr(), bytes.len())
        )
    }

    fn delete(&mut self, key: &[u8]) -> i32 {
        call!(self, store_delete(key.as_ptr(), key.len()))
    }

    fn delete_value(&mut self, key: &[u8]) -> i32 {
        call!(self, store_delete_value(key.as_ptr(), key.len()))
    }

    fn copy(&mut self, from: &[u8], to: &[u8]) -> i32 {
        call!(
            self,
            store_copy(from.as_ptr(), from.len(), to.as_ptr(), to.len())
        )
    }

    fn rename(&mut self, from: &[u8], to: &[u8]) -> i32 {
        call!(
            self,
            store_move(from.as_ptr(), from.len(), to.as_ptr(), to.len())
        )
    }

    fn write_output(&mut self, message: &[u8]) -> i32 {
        call!(self, write_output(message.as_ptr(), message.len()))
    }
}

fn main() -> std::io::Result<()> {
    let mut text = String::new();
    let (mut digest, mut whole) = (Sha256::new(), String::new());
    for number in 0..SEQUENCES {
        let answers = sequence(&mut Mock(MockHost::default()), number);
        digest.update(&answers);
        if number < WHOLE {
            whole.push_str(&answers);
        }
        if number % TOGETHER == TOGETHER - 1 {
            for byte in &digest.finalize_reset()[..8] {
                let _ = write!(text, "{byte:02x}");
            }
            text.push('\n');
        }
    }
    let tests =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../protocols/smart-rollup-host/tests");
    std::fs::write(tests.join("mock.txt"), text + &whole)
}
