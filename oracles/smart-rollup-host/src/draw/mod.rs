//! Random calls of the functions of a rollup's host, the same for the same number.
//!
//! The test that compares our host with what the mock answered has these files as well.

mod differences;
mod host;
mod numbers;

use std::fmt::Write;

use differences::{Answer, Call, Difference, Operation, difference, is_mocks_alone};
pub(crate) use host::Host;
use host::is_same_tree;
use numbers::Numbers;

/// How many sequences there are.
pub(crate) const SEQUENCES: u64 = 10_000;

/// How many of them share a digest.
pub(crate) const TOGETHER: u64 = 10;

/// How many are written down in full.
pub(crate) const WHOLE: u64 = 5;

/// Calls of a sequence.
const CALLS: usize = 60;

/// The messages of others that a sequence finds in its inbox, external ones without the byte that says so.
pub(crate) fn messages(number: u64) -> Vec<Vec<u8>> {
    let mut numbers = Numbers(!number);
    let count = numbers.below(7);
    let mut message = || {
        let length = numbers.message_length().min(4_095);
        numbers.bytes(length)
    };
    (0..count).map(|_| message()).collect()
}

/// What can be revealed, the same in all sequences.
pub(crate) fn preimages() -> Vec<Vec<u8>> {
    let mut numbers = Numbers(7);
    let lengths = [0, 1, 33, 300, 2_049, 4_095, 4_096];
    lengths.map(|length| numbers.bytes(length)).into()
}

/// A sequence that is being run, with what was answered so far.
struct Sequence<'a, H> {
    host: &'a mut H,
    /// The hashes of the preimages, as the mock made them.
    hashes: &'a [[u8; 33]],
    numbers: Numbers,
    text: String,
}

/// One sequence: each call in a line, with what is answered. Where the two hosts differ, each has to give its own answer, and both
/// are in the line.
pub(crate) fn sequence<H: Host>(host: &mut H, hashes: &[[u8; 33]], number: u64) -> String {
    let mut sequence = Sequence {
        host,
        hashes,
        numbers: Numbers(number),
        text: String::new(),
    };
    for _ in 0..CALLS {
        sequence.next();
    }
    sequence.text
}

impl<H: Host> Sequence<'_, H> {
    fn next(&mut self) {
        let key = self.numbers.key();
        match self.numbers.below(32) {
            0..=5 => self.write(&key),
            6..=8 => self.read(&key),
            9 => {
                let answer = self.host.has(&key);
                self.of_key(Operation::Has, &key, answer.into());
            }
            10 => {
                let answer = self.host.exists(&key);
                self.of_key(Operation::Exists, &key, answer.into());
            }
            11 => {
                let answer = self.host.value_size(&key);
                self.of_key(Operation::ValueSize, &key, answer.into());
            }
            12 | 13 => {
                let answer = self.host.list_size(&key);
                self.of_key(Operation::ListSize, &key, answer);
            }
            14 | 15 => self.nth_key(&key),
            16 => {
                let call = self.call(Operation::Delete, &key);
                let answer = self.host.delete(&key);
                self.tell(&call, answer.into());
            }
            17 | 18 => self.delete_value(&key),
            19 | 20 => self.create(&key),
            21..=24 => self.copy_or_move(&key),
            25 => self.hash(&key),
            26 => {
                let length = self.numbers.message_length();
                let message = self.numbers.bytes(length);
                let answer = self.host.write_output(&message);
                self.line(&format!("write_output {length}"), Some(answer.into()), None);
            }
            27..=29 => self.read_input(),
            30 => self.reveal_metadata(),
            _ => self.reveal_preimage(),
        }
    }

    /// A call as it is made, with what is there before.
    fn call<'k>(&mut self, operation: Operation, key: &'k [u8]) -> Call<'k> {
        Call {
            operation,
            key,
            to: &[],
            offset: 0,
            length: 0,
            size: usize::try_from(self.host.value_size(key)).ok(),
            is_there: self.host.has(key) > 0,
        }
    }

    fn of_key(&mut self, operation: Operation, key: &[u8], answer: i64) {
        let call = self.call(operation, key);
        self.tell(&call, answer);
    }

    fn tell(&mut self, call: &Call<'_>, answer: i64) {
        let mut name = format!(
            "{:?} {:?}",
            call.operation,
            String::from_utf8_lossy(call.key)
        );
        if !call.to.is_empty() {
            let _ = write!(name, " {:?}", String::from_utf8_lossy(call.to));
        }
        let _ = write!(name, " {} {}", call.offset, call.length);
        self.line(&name, Some(answer), difference(call));
    }

    fn line(&mut self, call: &str, answer: Answer, difference: Option<Difference>) {
        let words = |answer: Answer| answer.map_or("nothing".to_owned(), |code| code.to_string());
        let Some(difference) = difference else {
            let _ = writeln!(self.text, "{call} = {}", words(answer));
            return;
        };
        let Difference {
            octez,
            mock,
            source,
        } = difference;
        let expected = if H::IS_MOCK { mock } else { octez };
        assert_eq!(answer, expected, "{call}: {source}\n{}", self.text);
        let (octez, mock) = (words(octez), words(mock));
        let _ = writeln!(self.text, "{call} = {octez}, the mock: {mock}");
    }

    /// Bytes that were given, by a number that depends on each: digests are made of what is written down.
    fn bytes(&mut self, bytes: &[u8]) {
        let sum = bytes.iter().fold(0_u32, |sum, byte| {
            sum.wrapping_mul(16_777_619) ^ u32::from(*byte)
        });
        let _ = writeln!(self.text, "  {sum:08x}");
    }

    /// Deletes what one of the hosts should not have.
    fn prune(&mut self, key: &[u8]) {
        if is_mocks_alone(key) || self.host.has(key) == 0 {
            self.host.delete(key);
        }
    }

    fn write(&mut self, key: &[u8]) {
        let mut call = self.call(Operation::Write, key);
        // Inside of the value, at its end, and sometimes behind.
        call.offset = match self.numbers.below(8) {
            0 => call.size.unwrap_or(0) + 1,
            _ => self.numbers.below(call.size.unwrap_or(0) + 1),
        };
        if is_mocks_alone(key) {
            call.offset = 0;
        }
        call.length = self.numbers.length();
        let bytes = self.numbers.bytes(call.length);
        let answer = self.host.write(key, call.offset, &bytes);
        self.tell(&call, answer.into());
        self.prune(key);
    }

    fn read(&mut self, key: &[u8]) {
        let mut call = self.call(Operation::Read, key);
        call.offset = match self.numbers.below(4) {
            0 | 1 => 0,
            2 => call.size.unwrap_or(0),
            _ => self.numbers.below(2_100),
        };
        call.length = self.numbers.length();
        let mut buffer = vec![0; call.length];
        let answer = self.host.read(key, call.offset, &mut buffer);
        self.tell(&call, answer.into());
        if difference(&call).is_none() {
            self.bytes(&buffer);
        }
    }

    fn nth_key(&mut self, key: &[u8]) {
        let mut call = self.call(Operation::NthKey, key);
        call.offset = self.numbers.below(4);
        call.length = [30, 30, 5, 0][self.numbers.below(4)];
        let mut buffer = vec![0; call.length];
        let answer = self.host.nth_key(key, call.offset, &mut buffer);
        self.tell(&call, answer.into());
        self.bytes(&buffer);
    }

    fn delete_value(&mut self, key: &[u8]) {
        let call = self.call(Operation::DeleteValue, key);
        let last = key.iter().rposition(|byte| *byte == b'/').unwrap_or(0);
        let folder = &key[..last];
        let before = self.host.list_size(folder);
        let answer = self.host.delete_value(key);
        self.tell(&call, answer.into());
        if call.size.is_some() && self.host.has(key) == 0 && !folder.is_empty() {
            let name = format!("ListSize {:?}", String::from_utf8_lossy(folder));
            let after = self.host.list_size(folder);
            let difference = Difference {
                octez: Some(before - 1),
                mock: Some(before),
                source: differences::EMPTY,
            };
            self.line(&name, Some(after), Some(difference));
        }
        self.prune(key);
    }

    fn create(&mut self, key: &[u8]) {
        let mut call = self.call(Operation::Create, key);
        call.length = match self.numbers.below(3) {
            0 => 0,
            1 => self.numbers.below(5_000),
            _ => self.numbers.below(50),
        };
        let answer = self.host.create(key, call.length);
        // The number of bytes of a value is not one of bytes that are written at once.
        let name = format!("{} bytes", call.length);
        call.length = 0;
        self.tell(&call, answer.into());
        let _ = writeln!(self.text, "  {name}");
        self.prune(key);
    }

    fn copy_or_move(&mut self, key: &[u8]) {
        let to = self.numbers.key();
        let mut operation = match self.numbers.below(4) {
            0 => Operation::Move,
            _ => Operation::Copy,
        };
        // What the mock moves to where only it has keys is lost.
        if is_mocks_alone(&to) {
            operation = Operation::Copy;
        }
        let mut call = self.call(operation, key);
        call.to = &to;
        let answer = match operation {
            Operation::Move => self.host.rename(key, &to),
            _ => self.host.copy(key, &to),
        };
        self.tell(&call, answer.into());
        self.prune(&to);
    }

    fn hash(&mut self, key: &[u8]) {
        let other = self.numbers.key();
        if self.host.has(key) <= 0 || self.host.has(&other) <= 0 {
            return;
        }
        let same = is_same_tree(self.host, key, &other);
        if let (Some(same), Some(equal)) = (same, self.host.equal_hashes(key, &other)) {
            assert_eq!(same, equal, "the hashes of {key:?} and {other:?}");
        }
        let name = |key: &[u8]| String::from_utf8_lossy(key).into_owned();
        let (key, other) = (name(key), name(&other));
        let _ = writeln!(self.text, "Hash {key:?} {other:?} = {same:?}");
    }

    fn read_input(&mut self) {
        let length = match self.numbers.below(2) {
            0 => 4_096,
            _ => self.numbers.message_length(),
        };
        let (mut info, mut buffer) = ([0; 8], vec![0; length]);
        let answer = self.host.read_input(&mut info, &mut buffer);
        self.line(&format!("read_input {length}"), Some(answer.into()), None);
        let read = usize::try_from(answer).unwrap_or(0);
        let (level, second) = self.host.level();
        if read > 0 {
            assert_eq!(info[..4], level.to_le_bytes(), "{}", self.text);
        }
        let _ = writeln!(self.text, "  {:?}", &info[4..]);
        if read > 0 && info[4..] == [1, 0, 0, 0] {
            assert_eq!(buffer[..read], second[..read], "{}", self.text);
        } else {
            self.bytes(&buffer);
        }
    }

    fn reveal_metadata(&mut self) {
        let length = [24, 30, 10, 0][self.numbers.below(4)];
        let mut buffer = vec![0; length];
        let answer = match self.numbers.below(2) {
            0 => self.host.reveal_metadata(&mut buffer),
            _ => self.host.reveal(&[1], &mut buffer),
        };
        let difference = (length < 24).then_some(Difference {
            octez: Some(differences::count(length)),
            mock: None,
            source: differences::METADATA,
        });
        let is_alike = difference.is_none();
        self.line(
            &format!("reveal_metadata {length}"),
            answer.map(i64::from),
            difference,
        );
        if is_alike {
            self.bytes(&buffer);
        }
    }

    fn reveal_preimage(&mut self) {
        let which = self.numbers.below(self.hashes.len());
        let mut hash = self.hashes[which].to_vec();
        let mut difference = None;
        let which = match self.numbers.below(10) {
            0 => {
                // There are data for no such hash: Octez waits for them.
                hash[32] ^= 1;
                "unknown".to_owned()
            }
            1 => {
                match self.numbers.below(2) {
                    0 => hash.truncate(which),
                    // No hash is of that kind.
                    _ => hash[0] = 1,
                }
                difference = Some(Difference {
                    octez: Some(0),
                    mock: None,
                    source: differences::NO_HASH,
                });
                format!("none, {} bytes", hash.len())
            }
            _ => which.to_string(),
        };
        let length = match self.numbers.below(2) {
            0 => 4_096,
            _ => self.numbers.message_length(),
        };
        let mut buffer = vec![0; length];
        let answer = match self.numbers.below(2) {
            0 => self.host.reveal_preimage(&hash, &mut buffer),
            _ => self.host.reveal(&[&[0], &hash[..]].concat(), &mut buffer),
        };
        self.line(
            &format!("reveal_preimage {which} {length}"),
            answer.map(i64::from),
            difference,
        );
        self.bytes(&buffer);
    }
}
