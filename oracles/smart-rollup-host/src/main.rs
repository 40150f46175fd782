//! Writes what the mock of Tezos' kernel SDK answers to random calls: `protocols/smart-rollup-host/tests/mock.txt`.

mod draw;
mod mock;

use std::cell::RefCell;
use std::fmt::Write;
use std::path::Path;

use sha2::{Digest, Sha256};
use tezos_smart_rollup_mock::MockHost;

use draw::{SEQUENCES, TOGETHER, WHOLE, messages, preimages, sequence};
use mock::{External, Mock};

thread_local! {
    /// The number of the sequence that the kernel is to run, and what came of it: a kernel of the mock is a function without a state.
    static RUN: RefCell<(u64, Vec<[u8; 33]>, String)> = const { RefCell::new((0, Vec::new(), String::new())) };
}

fn kernel(host: &mut MockHost) {
    RUN.with_borrow_mut(|(number, hashes, text)| {
        *text = sequence(&mut Mock(host), hashes, *number);
    });
}

/// Runs a level of the mock, the first that begins as levels do.
fn answers(number: u64) -> String {
    let mut host = MockHost::default();
    host.run_level(|_| {});
    for message in messages(number) {
        host.add_external(External(message));
    }
    let hashes = preimages()
        .into_iter()
        .map(|preimage| host.set_preimage(preimage));
    let hashes = hashes.collect();
    RUN.with_borrow_mut(|run| *run = (number, hashes, String::new()));
    host.run_level(kernel);
    RUN.with_borrow(|(_, _, text)| text.clone())
}

fn main() -> std::io::Result<()> {
    mock::hide_panics();
    let mut text = String::new();
    let (mut digest, mut whole) = (Sha256::new(), String::new());
    for number in 0..SEQUENCES {
        let answers = answers(number);
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
    // How the mock names what can be revealed.
    RUN.with_borrow(|(_, hashes, _)| {
        for hash in hashes {
            for byte in hash {
                let _ = write!(text, "{byte:02x}");
            }
            text.push('\n');
        }
    });
    let tests =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../protocols/smart-rollup-host/tests");
    std::fs::write(tests.join("mock.txt"), text + &whole)
}
