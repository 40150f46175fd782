//! A contract that has what other declared contracts have.

use alloc::string::String;
use alloc::vec::Vec;

use super::{Event, Function, FunctionKind};
use crate::Error;
use crate::describe::{Type, is_among};

/// How many there are in all parts.
#[must_use]
pub const fn count<T>(parts: &[&[T]]) -> usize {
    let (mut count, mut part) = (0, 0);
    while part < parts.len() {
        count += parts[part].len();
        part += 1;
    }
    count
}

/// The functions of all parts, one part behind the other.
///
/// # Panics
/// Two have a name in common. `N` is not their [`count`].
#[must_use]
pub const fn functions<const N: usize>(parts: &[&[Function]]) -> [Function; N] {
    let functions = join(parts, NO_FUNCTION);
    let mut this = 0;
    while this < N {
        let mut other = 0;
        while other < this {
            assert!(
                !share_a_name(&functions[this], &functions[other]),
                "a function of a contract that is used has a name that another function has: a function is known by its name"
            );
            other += 1;
        }
        this += 1;
    }
    functions
}

/// The events of all parts, one part behind the other.
///
/// # Panics
/// Two have the same topic. `N` is not their [`count`].
#[must_use]
pub const fn events<const N: usize>(parts: &[&[Event]]) -> [Event; N] {
    let events = join(parts, NO_EVENT);
    let mut this = 0;
    while this < N {
        let mut other = 0;
        while other < this {
            assert!(
                !is_among(events[this].topic, &[events[other].topic]),
                "an event of a contract that is used has a topic that another event has: an event is known by its topic"
            );
            other += 1;
        }
        this += 1;
    }
    events
}

const fn join<T: Copy, const N: usize>(parts: &[&[T]], filler: T) -> [T; N] {
    let mut all = [filler; N];
    let (mut at, mut part) = (0, 0);
    while part < parts.len() {
        let mut place = 0;
        while place < parts[part].len() {
            all[at] = parts[part][place];
            at += 1;
            place += 1;
        }
        part += 1;
    }
    assert!(at == N, "as many as there are");
    all
}

const fn share_a_name(one: &Function, other: &Function) -> bool {
    if is_called(other, one.name) {
        return true;
    }
    let mut alias = 0;
    while alias < one.aliases.len() {
        if is_called(other, one.aliases[alias]) {
            return true;
        }
        alias += 1;
    }
    false
}

const fn is_called(function: &Function, name: &str) -> bool {
    is_among(name, &[function.name]) || is_among(name, function.aliases)
}

/// Stands in each place until its own function does.
const NO_FUNCTION: Function = Function {
    name: "",
    aliases: &[],
    doc: "",
    members: &[],
    kind: FunctionKind::Query,
    params: &[],
    input: &Type::Unit,
    output: &Type::Unit,
    item_size: None,
    encode_input: nothing,
    decode_input: nothing_in,
    decode_output: nothing_in,
};

/// Stands in each place until its own event does.
const NO_EVENT: Event = Event {
    topic: "",
    doc: "",
    members: &[],
    data: &Type::Unit,
    decode: nothing_in,
};

fn nothing(_: &str) -> Result<Vec<u8>, Error> {
    Ok(Vec::new())
}

fn nothing_in(_: &[u8], _: &mut String) -> Result<(), Error> {
    Ok(())
}
