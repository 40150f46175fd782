//! What a runtime said, until somebody takes it.

use std::collections::VecDeque;

use parity_scale_codec::Encode;
use pink_protocol::{AccountId, Bytes, ExecSideEffects, Hash, PinkEvent};

use crate::LogLine;

/// How many lines of the log are kept until they are taken, and as many side effects and blocks of events. What came
/// first goes first.
pub const KEPT: usize = 10_000;

/// How many bytes of memory these may take, each of the three: 16 MiB.
pub const KEPT_BYTES: usize = 16 << 20;

/// The newest of some values.
#[derive(Debug)]
pub(crate) struct Recent<T> {
    values: VecDeque<T>,
    bytes: usize,
}

impl<T> Default for Recent<T> {
    fn default() -> Self {
        Self {
            values: VecDeque::new(),
            bytes: 0,
        }
    }
}

impl<T: Weight> Recent<T> {
    /// Adds one, for which the first ones make room.
    pub(crate) fn push(&mut self, value: T) {
        let more = value.weight();
        while self.values.len() >= KEPT || self.bytes + more > KEPT_BYTES {
            let Some(first) = self.values.pop_front() else {
                break;
            };
            self.bytes -= first.weight();
        }
        self.bytes += more;
        self.values.push_back(value);
    }

    pub(crate) fn take(&mut self) -> Vec<T> {
        self.bytes = 0;
        core::mem::take(&mut self.values).into()
    }
}

/// What takes memory.
pub(crate) trait Weight {
    /// About how many bytes.
    fn weight(&self) -> usize;
}

impl Weight for LogLine {
    fn weight(&self) -> usize {
        size_of::<Self>() + self.message.len()
    }
}

/// A block of events.
impl Weight for (u64, Bytes) {
    fn weight(&self) -> usize {
        size_of::<Self>() + self.1.0.len()
    }
}

impl Weight for ExecSideEffects {
    fn weight(&self) -> usize {
        let Self::V1 {
            pink_events,
            ink_events,
            instantiated,
        } = self;
        let events = pink_events.len() * size_of::<(AccountId, PinkEvent)>();
        let others = ink_events.len() * size_of::<(AccountId, Vec<Hash>, Bytes)>();
        let contracts = instantiated.len() * size_of::<(AccountId, AccountId)>();
        // What the lists of these point to is a part of what their bytes are.
        size_of::<Self>() + events + others + contracts + self.encoded_size()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(number: usize, bytes: usize) -> (u64, Bytes) {
        (u64::try_from(number).unwrap(), Bytes(vec![7; bytes]))
    }

    fn numbers(recent: &mut Recent<(u64, Bytes)>) -> Vec<u64> {
        let blocks = recent.take();
        blocks.into_iter().map(|(number, _)| number).collect()
    }

    #[test]
    fn what_is_too_many_makes_room_from_the_front() {
        let mut recent = Recent::default();
        for number in 0..KEPT + 2 {
            recent.push(block(number, 0));
        }
        let kept = numbers(&mut recent);
        assert_eq!((kept.len(), kept[0]), (KEPT, 2));
        assert_eq!(numbers(&mut recent), [0; 0]);
    }

    #[test]
    fn what_is_too_large_makes_room_from_the_front() {
        let third = KEPT_BYTES / 3 - size_of::<(u64, Bytes)>();
        let mut recent = Recent::default();
        for number in 0..4 {
            recent.push(block(number, third));
        }
        assert_eq!(numbers(&mut recent), [1, 2, 3]);
        // There is as much room as before.
        for number in 4..7 {
            recent.push(block(number, third));
        }
        recent.push(block(7, third + 100));
        assert_eq!(numbers(&mut recent), [6, 7]);
    }

    #[test]
    fn effects_weigh_what_they_hold() {
        let effects = |count: usize, data: usize| ExecSideEffects::V1 {
            pink_events: vec![],
            ink_events: vec![(AccountId([1; 32]), vec![], Bytes(vec![2; data])); count],
            instantiated: vec![],
        };
        let none = effects(0, 0).weight();
        assert!(effects(1, 1_000).weight() >= none + 1_000 + 80);
        assert!(effects(1_000, 0).weight() >= none + 1_000 * 80);
    }
}
