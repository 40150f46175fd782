//! Our host against `MockHost` of Tezos' kernel SDK: 10,000 random sequences of calls. What it answered was written down by
//! `oracles/smart-rollup-host`. Where it does otherwise than Octez stands in `draw/differences.rs` there, and what it does not have
//! in `draw/host.rs`; ours is held to Octez' answers.

#[path = "../../../oracles/smart-rollup-host/src/draw/mod.rs"]
mod draw;

use std::fs;
use std::path::Path;

use draw::{Host, SEQUENCES, TOGETHER, WHOLE, messages, preimages, sequence};
use sha2::{Digest, Sha256};
use smart_rollup_host::durable::Key;
use smart_rollup_host::reveal::Reveals;
use smart_rollup_host::{Inbox, Native};
use smart_rollup_kernel::Host as _;

struct Ours(Native);

/// The level of the mock, and at which its rollup was originated.
const LEVEL: i32 = 3_760_130;
const ORIGINATION_LEVEL: i32 = 3_760_129;

fn offset(offset: usize) -> i32 {
    i32::try_from(offset).expect("it is small")
}

impl Host for Ours {
    const IS_MOCK: bool = false;

    fn level(&self) -> (i32, Vec<u8>) {
        // Made at 1970-01-01, with a hash of zeros.
        (LEVEL, [&[0, 3][..], &[0; 40]].concat())
    }

    fn read_input(&mut self, info: &mut [u8; 8], buffer: &mut [u8]) -> i32 {
        self.0.raw_read_input(info, buffer)
    }

    fn write_output(&mut self, message: &[u8]) -> i32 {
        self.0.raw_write_output(message)
    }

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

    fn reveal_preimage(&mut self, hash: &[u8], buffer: &mut [u8]) -> Option<i32> {
        let answer = self.0.raw_reveal_preimage(hash, buffer);
        self.revealed(answer)
    }

    fn reveal_metadata(&mut self, buffer: &mut [u8]) -> Option<i32> {
        let answer = self.0.raw_reveal_metadata(buffer);
        self.revealed(answer)
    }

    fn exists(&mut self, key: &[u8]) -> i32 {
        self.0.raw_store_exists(key)
    }

    fn create(&mut self, key: &[u8], size: usize) -> i32 {
        self.0.raw_store_create(key, offset(size))
    }

    fn nth_key(&mut self, key: &[u8], index: usize, buffer: &mut [u8]) -> i32 {
        let index = i64::try_from(index).expect("it is small");
        self.0.raw_store_get_nth_key(key, index, buffer)
    }

    fn reveal(&mut self, request: &[u8], buffer: &mut [u8]) -> Option<i32> {
        let answer = self.0.raw_reveal(request, buffer);
        self.revealed(answer)
    }

    fn equal_hashes(&mut self, one: &[u8], other: &[u8]) -> Option<bool> {
        let hash = |key| self.0.state.durable.hash(Key::from_bytes(key).ok()?).ok();
        Some(hash(one)?.0 == hash(other)?.0)
    }
}

impl Ours {
    /// A native kernel gets -8 where one in WebAssembly would wait.
    fn revealed(&self, answer: i32) -> Option<i32> {
        (answer != -8).then_some(answer)
    }
}

/// A rollup whose preimages are in a folder, under the names that the mock gives them.
fn answers(reveals: &Reveals, hashes: &[[u8; 33]], number: u64) -> String {
    let external = |message: Vec<u8>| [&[1], &message[..]].concat().into();
    let messages: Vec<_> = messages(number).into_iter().map(external).collect();
    let mut host = Native::default();
    host.state.inbox = Inbox::of_level(LEVEL, &messages).expect("no message is too long");
    host.state.outbox.begin(LEVEL);
    host.reveals.clone_from(reveals);
    sequence(&mut Ours(host), hashes, number)
}

/// Puts what can be revealed into a folder.
fn reveals(hashes: &[&str]) -> Reveals {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mock-preimages");
    fs::create_dir_all(&folder).expect("the folder is made");
    for (hash, preimage) in hashes.iter().zip(preimages()) {
        fs::write(folder.join(hash), preimage).expect("the file is written");
    }
    let mut reveals = Reveals::default();
    reveals.preimages = folder;
    reveals.metadata.origination_level = ORIGINATION_LEVEL;
    reveals
}

fn unhex(hash: &&str) -> [u8; 33] {
    let bytes = hex::decode(hash).expect("the oracle writes hex");
    bytes.try_into().expect("a hash has 33 bytes")
}

#[test]
fn it_answers_as_the_mock_does() {
    let expected: Vec<_> = include_str!("mock.txt").lines().collect();
    let groups = usize::try_from(SEQUENCES / TOGETHER).expect("it is small");
    let (digests, expected) = expected.split_at(groups);
    let (names, whole) = expected.split_at(preimages().len());
    let hashes: Vec<_> = names.iter().map(unhex).collect();
    let reveals = reveals(names);

    // The first ones as they are, so that a difference can be seen.
    let ours: String = (0..WHOLE)
        .map(|number| answers(&reveals, &hashes, number))
        .collect();
    for (line, (ours, expected)) in ours.lines().zip(whole).enumerate() {
        assert_eq!(ours, *expected, "line {line} of the first sequences");
    }
    assert_eq!(ours.lines().count(), whole.len());

    let mut digest = Sha256::new();
    let mut group = digests.iter();
    for number in 0..SEQUENCES {
        digest.update(answers(&reveals, &hashes, number));
        if number % TOGETHER == TOGETHER - 1 {
            let found = hex::encode(&digest.finalize_reset()[..8]);
            let expected = group.next().expect("there is a line for each");
            assert_eq!(found, *expected, "one of the sequences up to {number}");
        }
    }
}
