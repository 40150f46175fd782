//! Where the mock does otherwise than Octez, with the source of Octez that decides.
//!
//! Both sides are held to this: the mock to what it is said to answer, our host to what Octez answers.

/// What a function returns, or nothing where none comes back: Octez waits for what is to be revealed, the mock panics.
pub(crate) type Answer = Option<i64>;

/// Two answers to the same call.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    pub(crate) octez: Answer,
    pub(crate) mock: Answer,
    /// The file and the function of Octez.
    pub(crate) source: &'static str,
}

/// A call, and what is known of the value that it is about.
#[derive(Debug)]
pub(crate) struct Call<'a> {
    pub(crate) operation: Operation,
    pub(crate) key: &'a [u8],
    /// The second key of those that have two.
    pub(crate) to: &'a [u8],
    pub(crate) offset: usize,
    /// Bytes to read or write, or the room for what is read.
    pub(crate) length: usize,
    /// How long the value is, if there is one.
    pub(crate) size: Option<usize>,
    /// Whether there is a value or anything below.
    pub(crate) is_there: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operation {
    Has,
    Exists,
    ValueSize,
    ListSize,
    NthKey,
    Read,
    Write,
    Create,
    Delete,
    DeleteValue,
    Copy,
    Move,
}

use Operation::{Create, Delete, DeleteValue, Read, Write};

const KEY: &str =
    "durable.ml, key_of_string_exn: what is under /readonly is a key, which cannot be written";
const LENGTH: &str =
    "durable.ml, max_key_length: 240 bytes, without /durable and /@; the mock leaves /@ out";
const ORDER: &str = "host_funcs.ml, store_write: the key is looked at before the number of bytes";
const MAX_READ: &str = "durable.ml, read_value_exn: more than 2,048 bytes are refused before anything else is looked at, and not cut off";
const AT_END: &str = "durable.ml, read_value_exn: an offset must be before the end, and not at it";
const COUNT: &str =
    "host_funcs.ml, store_list_size: what is not there has 0 names, as Irmin counts";
/// Irmin drops a tree in which nothing is left. The mock keeps one whose last value was deleted by `store_delete_value`: it is
/// still counted.
pub(crate) const EMPTY: &str = "durable.ml, delete: T.remove leaves no empty tree";
/// The mock asserts that all 24 bytes fit.
pub(crate) const METADATA: &str =
    "host_funcs.ml, reveal: as many bytes are given as there is room for";
/// The mock panics over a hash that has not 33 bytes, and over one that has no preimage.
pub(crate) const NO_HASH: &str = "sc_rollup_wasm.ml, decode_reveal: what is no request reveals the well-known preimage, which is empty";

/// What the key is refused with: by Octez, and by the mock.
fn refusals(key: &[u8]) -> (Answer, Answer) {
    let is_name = |name: &[u8]| {
        let is_valid = |byte: &u8| byte.is_ascii_alphanumeric() || b".-_".contains(byte);
        !name.is_empty() && name.iter().all(is_valid)
    };
    let names = key.strip_prefix(b"/").unwrap_or(b"@");
    if !names.split(|byte| *byte == b'/').all(is_name) {
        return (Some(-2), Some(-2));
    }
    let too_long = |most: usize| (key.len() > most).then_some(-1);
    let readonly = is_readonly(key).then_some(-2);
    (too_long(240), too_long(242).or(readonly))
}

fn is_readonly(key: &[u8]) -> bool {
    key == b"/readonly" || key.starts_with(b"/readonly/")
}

/// Whether the mock takes a key that Octez does not. What is written there has to be deleted, for both to go on alike.
pub(crate) fn is_mocks_alone(key: &[u8]) -> bool {
    let (octez, mock) = refusals(key);
    octez.is_some() && mock.is_none()
}

/// What a call of something that has a key answers where it is no key, cannot be written, or nothing is there.
fn of_key(call: &Call<'_>, refusal: Answer, is_octez: bool) -> Answer {
    let operation = call.operation;
    if refusal.is_some() {
        return refusal;
    }
    if is_octez
        && is_readonly(call.key)
        && matches!(operation, Write | Create | Delete | DeleteValue)
    {
        return Some(-9);
    }
    Some(match operation {
        Operation::Has | Operation::Exists | Operation::ListSize if is_octez => 0,
        Operation::Has | Operation::Exists | Write | Create | Delete | DeleteValue => 0,
        Operation::ValueSize | Read => -3,
        Operation::ListSize | Operation::NthKey | Operation::Copy | Operation::Move => -10,
    })
}

/// A number of bytes as an answer.
pub(crate) fn count(bytes: usize) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}

/// How the two answer a call, if it is not alike.
pub(crate) fn difference(call: &Call<'_>) -> Option<Difference> {
    let differ = |octez, mock, source| {
        (octez != mock).then_some(Difference {
            octez,
            mock,
            source,
        })
    };
    let (octez, mock) = refusals(call.key);
    match call.operation {
        Operation::Copy | Operation::Move => return of_two(call),
        Write if call.length > 2_048 => {
            let octez = of_key(call, octez, true).filter(|code| *code < 0);
            return differ(octez.or(Some(-7)), Some(-7), ORDER);
        }
        Read if octez.is_none() && call.length > 2_048 => {
            let cut = |size: usize| match size.checked_sub(call.offset) {
                None => -4,
                Some(left) => count(left.min(2_048)),
            };
            return differ(Some(-7), Some(call.size.map_or(-3, cut)), MAX_READ);
        }
        // The mock reads under /readonly, where nothing was put.
        Read if is_readonly(call.key) => return None,
        _ => {}
    }
    if octez != mock || is_readonly(call.key) {
        let source = if octez.is_some() { LENGTH } else { KEY };
        return differ(of_key(call, octez, true), of_key(call, mock, false), source);
    }
    match call.operation {
        Read if octez.is_none() && call.size == Some(call.offset) => {
            differ(Some(-4), Some(0), AT_END)
        }
        Operation::ListSize if octez.is_none() && !call.is_there => {
            differ(Some(0), Some(-10), COUNT)
        }
        _ => None,
    }
}

/// Those with two keys: each is read before anything is looked at.
fn of_two(call: &Call<'_>) -> Option<Difference> {
    let (from, to) = (refusals(call.key), refusals(call.to));
    let is_written =
        is_readonly(call.to) || call.operation == Operation::Move && is_readonly(call.key);
    let there = |is_there: bool| Some(if is_there { 0 } else { -10 });
    let octez = from.0.or(to.0).or(is_written.then_some(-9));
    let octez = octez.or(there(call.is_there));
    // What is under a key that the mock alone takes was deleted there.
    let mock = from.1.or(to.1).or(there(call.is_there));
    let source = if octez == Some(-1) { LENGTH } else { KEY };
    (octez != mock).then_some(Difference {
        octez,
        mock,
        source,
    })
}
