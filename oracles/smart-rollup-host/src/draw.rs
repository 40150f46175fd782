//! Random operations on a rollup's storage and outbox, the same for the same number.
//!
//! The test that compares our host with what the mock answered has this file as well.

use std::fmt::Write;

/// How many sequences there are.
pub(crate) const SEQUENCES: u64 = 10_000;

/// How many of them share a digest.
pub(crate) const TOGETHER: u64 = 10;

/// How many are written down in full.
pub(crate) const WHOLE: u64 = 5;

/// Operations of a sequence.
const OPERATIONS: usize = 60;

/// What both hosts can do, with what they return.
pub(crate) trait Store {
    fn has(&mut self, key: &[u8]) -> i32;
    fn value_size(&mut self, key: &[u8]) -> i32;
    fn list_size(&mut self, key: &[u8]) -> i64;
    fn read(&mut self, key: &[u8], offset: usize, buffer: &mut [u8]) -> i32;
    fn write(&mut self, key: &[u8], offset: usize, bytes: &[u8]) -> i32;
    fn delete(&mut self, key: &[u8]) -> i32;
    fn delete_value(&mut self, key: &[u8]) -> i32;
    fn copy(&mut self, from: &[u8], to: &[u8]) -> i32;
    fn rename(&mut self, from: &[u8], to: &[u8]) -> i32;
    fn write_output(&mut self, message: &[u8]) -> i32;
}

/// SplitMix64.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap_or(0) % limit
    }

    /// A key, which is mostly one, and one that others have too.
    fn key(&mut self) -> Vec<u8> {
        match self.below(40) {
            0 => return b"/readonly/a".to_vec(),
            1 => {
                let wrong: [&[u8]; 8] = [
                    b"/", b"a", b"/a/", b"//a", b"/a b", b"/@", b"/\xff", b"/a\0",
                ];
                return wrong[self.below(wrong.len())].to_vec();
            }
            2 => {
                let length = [238, 239, 242, 250][self.below(4)];
                return [&b"/"[..], &vec![b'k'; length]].concat();
            }
            _ => {}
        }
        let mut key = Vec::new();
        for _ in 0..=self.below(3) {
            let names = ["a", "b", "Z", "0", "long.name-with_all"];
            key.push(b'/');
            key.extend_from_slice(names[self.below(names.len())].as_bytes());
        }
        key
    }

    fn length(&mut self) -> usize {
        match self.below(6) {
            0 => 0,
            1 => 2_046 + self.below(5),
            2 => self.below(2_049),
            _ => self.below(20),
        }
    }

    fn bytes(&mut self, length: usize) -> Vec<u8> {
        (0..length).map(|_| self.next().to_le_bytes()[0]).collect()
    }
}

/// What is answered, without what the mock does otherwise than Octez. Each difference, and the source that decides:
///
/// * `durable.ml`, `key_of_string_exn`: keys under `/readonly` can be read, and writing to them is -9. The mock takes them for no
///   keys but in `store_read`.
/// * `durable.ml`, `max_key_length`: a key has at most 240 bytes. The mock takes 242, for which nothing is drawn.
/// * `durable.ml`, `read_value_exn`: reading from the end of a value on is -4. The mock gives no bytes at the end itself. Reading
///   more than 2,048 bytes is -7. The mock reads 2,048.
/// * `host_funcs.ml`, `store_list_size`: where nothing is, there are 0 names. The mock answers -10.
/// * `host_funcs.ml`, `store_write`: a key that is none is -1 or -2, whatever is to be written. To the mock more than 2,048 bytes
///   are -7 before it has looked at the key.
/// * `durable.ml`, `delete`: Irmin drops a node in which nothing is left. The mock keeps one whose last value was deleted by
///   `store_delete_value`, so that it is still listed and can be moved; [`prune`] drops it.
fn alike(operation: &str, key: &[u8], length: usize, answer: i64) -> Option<i64> {
    if key.starts_with(b"/readonly") {
        return None;
    }
    Some(match (operation, answer) {
        ("read", _) if length > 2_048 => return None,
        ("read", 0) if length > 0 => -4,
        ("read", -4) if length == 0 => return None,
        ("read", 0) if length == 0 => return None,
        ("list_size", -10) => 0,
        ("write", -1 | -2) if length > 2_048 => -7,
        _ => answer,
    })
}

/// Drops what nothing is left of.
fn prune(store: &mut impl Store, key: &[u8]) {
    if store.has(key) == 0 {
        store.delete(key);
    }
}

/// One sequence: each operation in a line, with what is answered.
pub(crate) fn sequence(store: &mut impl Store, number: u64) -> String {
    let mut numbers = Numbers(number);
    let mut text = String::new();
    for _ in 0..OPERATIONS {
        let key = numbers.key();
        let name = String::from_utf8_lossy(&key).into_owned();
        let mut line = |operation: &str, length: usize, answer: i64| {
            if let Some(answer) = alike(operation, &key, length, answer) {
                let _ = writeln!(text, "{operation} {name:?} {length} = {answer}");
            }
        };
        match numbers.below(20) {
            0..=5 => {
                let size = usize::try_from(store.value_size(&key)).unwrap_or(0);
                // Inside of the value, at its end, and sometimes behind.
                let offset = numbers.below(size + 2);
                let length = numbers.length();
                let bytes = numbers.bytes(length);
                line("write", length, store.write(&key, offset, &bytes).into());
            }
            6..=8 => {
                let offset = numbers.below(2_100);
                let offset = if numbers.below(2) == 0 { 0 } else { offset };
                let length = numbers.length();
                let mut buffer = vec![0; length];
                let read = store.read(&key, offset, &mut buffer);
                line("read", length, read.into());
                // Their sum stands for the bytes: the digest is over what is written down.
                if length <= 2_048 && read > 0 && !key.starts_with(b"/readonly") {
                    let sum = buffer.iter().fold(0_u32, |sum, byte| {
                        sum.wrapping_mul(16_777_619) ^ u32::from(*byte)
                    });
                    let _ = writeln!(text, "  {sum:08x}");
                }
            }
            9 => line("has", 0, store.has(&key).into()),
            10 => line("value_size", 0, store.value_size(&key).into()),
            11 | 12 => line("list_size", 0, store.list_size(&key)),
            13 => line("delete", 0, store.delete(&key).into()),
            14 | 15 => {
                let answer = store.delete_value(&key);
                line("delete_value", 0, answer.into());
                prune(store, &key);
            }
            operation @ 16..=18 => {
                let to = numbers.key();
                if to.starts_with(b"/readonly") || key.starts_with(b"/readonly") {
                    continue;
                }
                let answer = match operation {
                    16 => store.rename(&key, &to),
                    _ => store.copy(&key, &to),
                };
                let what = if operation == 16 { "move" } else { "copy" };
                line(what, to.len(), answer.into());
            }
            _ => {
                let length = if numbers.below(8) == 0 {
                    4_095 + numbers.below(3)
                } else {
                    numbers.below(50)
                };
                let message = numbers.bytes(length);
                line("write_output", length, store.write_output(&message).into());
            }
        }
    }
    text
}
