//! The example of the document, as it stands there, and each item that the macro makes of it.

#![allow(
    unreachable_pub,
    reason = "the trait stands here as the document has it"
)]

use std::cell::RefCell;

use cross_call::{
    Call, CallError, CrossCall, CrossCallMut, Executing, IdentExecute, Mutability, TryCrossCall,
    TryCrossCallMut, cross_call,
};
use parity_scale_codec::Encode;

/// As the document has it: a hash of 32 bytes.
type Hash = [u8; 32];

mod document {
    use super::{CrossCall, Hash, cross_call};

    /// What carries the calls of `ECalls`.
    pub trait Impl: CrossCall {}

    /// The document's trait.
    #[cross_call(Impl)]
    pub trait ECalls {
        fn foo(&self, p0: u8, p1: u8) -> u32;
        fn bar(&mut self, id: Hash) -> bool;
    }
}

use document::{
    CALLS, ECalls, ECallsAvailable, ECallsRo, ECallsTry, Impl, dispatch, id2name, try_dispatch,
};

/// Writes down what is carried, and answers.
#[derive(Default)]
struct Wire {
    answer: Vec<u8>,
    carried: RefCell<Vec<(&'static str, u32, Vec<u8>)>>,
}

impl Wire {
    fn answering(answer: &impl Encode) -> Self {
        Self {
            answer: answer.encode(),
            ..Self::default()
        }
    }

    fn carry(&self, how: &'static str, id: u32, data: &[u8]) -> Vec<u8> {
        self.carried.borrow_mut().push((how, id, data.to_vec()));
        self.answer.clone()
    }
}

impl CrossCall for Wire {
    fn cross_call(&self, call_id: u32, data: &[u8]) -> Vec<u8> {
        self.carry("cross_call", call_id, data)
    }
}

impl CrossCallMut for Wire {
    fn cross_call_mut(&mut self, call_id: u32, data: &[u8]) -> Vec<u8> {
        self.carry("cross_call_mut", call_id, data)
    }
}

impl Impl for Wire {}

#[test]
fn the_caller_encodes_carries_and_decodes() {
    let mut wire = Wire::answering(&0x0403_0201_u32);
    assert_eq!(ECalls::foo(&wire, 7, 9), 0x0403_0201);
    wire.answer = vec![1];
    assert!(ECalls::bar(&mut wire, [5; 32]));
    let carried = wire.carried.into_inner();
    assert_eq!(
        carried,
        [
            ("cross_call", 1, vec![7, 9]),
            ("cross_call_mut", 2, vec![5; 32])
        ]
    );
}

/// Carries calls that change nothing, and no others.
struct ReadOnly(Wire);

impl CrossCall for ReadOnly {
    fn cross_call(&self, call_id: u32, data: &[u8]) -> Vec<u8> {
        self.0.cross_call(call_id, data)
    }
}

impl Impl for ReadOnly {}

#[test]
fn the_read_only_trait_needs_no_more_than_the_bound() {
    let caller = ReadOnly(Wire::answering(&3_u32));
    assert_eq!(caller.foo(1, 2), 3);
    assert_eq!(
        caller.0.carried.into_inner(),
        [("cross_call", 1, vec![1, 2])]
    );
}

#[test]
#[should_panic(expected = "Decode failed")]
fn the_caller_panics_where_the_document_does() {
    let wire = Wire::answering(&1_u8);
    ECalls::foo(&wire, 0, 0);
}

/// What is called in the end.
#[derive(Default)]
struct Service {
    bars: Vec<Hash>,
}

impl ECalls for Service {
    fn foo(&self, p0: u8, p1: u8) -> u32 {
        u32::from(p0) * 256 + u32::from(p1)
    }

    fn bar(&mut self, id: Hash) -> bool {
        self.bars.push(id);
        self.bars.len() > 1
    }
}

/// Counts how often each of its ways was taken.
#[derive(Default)]
struct Counting {
    read_only: std::cell::Cell<u32>,
    read_write: u32,
}

impl Executing for Counting {
    fn execute<T>(&self, f: impl FnOnce() -> T) -> T {
        self.read_only.set(self.read_only.get() + 1);
        f()
    }

    fn execute_mut<T>(&mut self, f: impl FnOnce() -> T) -> T {
        self.read_write += 1;
        f()
    }
}

#[test]
fn dispatch_decodes_runs_and_encodes() {
    let (mut executor, mut service) = (Counting::default(), Service::default());
    assert_eq!(
        dispatch(&mut executor, &mut service, 1, &[1, 2]),
        [2, 1, 0, 0]
    );
    assert_eq!(dispatch(&mut executor, &mut service, 2, &[8; 32]), [0]);
    assert_eq!(dispatch(&mut executor, &mut service, 2, &[9; 32]), [1]);
    assert_eq!(service.bars, [[8; 32], [9; 32]]);
    assert_eq!((executor.read_only.get(), executor.read_write), (1, 2));
    // As in the document, what follows the arguments is passed over.
    assert_eq!(
        dispatch(&mut executor, &mut service, 1, &[1, 2, 3]),
        [2, 1, 0, 0]
    );
}

#[test]
#[should_panic(expected = "Unknown call id 3")]
fn dispatch_panics_over_an_id_that_is_not_there() {
    dispatch(&mut Counting::default(), &mut Service::default(), 3, &[]);
}

#[test]
#[should_panic(expected = "Failed to decode args")]
fn dispatch_panics_over_arguments_that_are_none() {
    dispatch(&mut Counting::default(), &mut Service::default(), 1, &[1]);
}

#[test]
fn try_dispatch_has_errors_of_facts_and_runs_nothing_then() {
    let (mut executor, mut service) = (Counting::default(), Service::default());
    let mut refused = |id, input: &[u8]| {
        let error = try_dispatch(&mut executor, &mut service, id, input).unwrap_err();
        (error.id(), error.offset(), error.to_string())
    };
    assert_eq!(
        refused(0, &[]),
        (0, None, "no call has the id 0".to_owned())
    );
    assert_eq!(
        refused(1, &[1]),
        (
            1,
            Some(1),
            "call 1 (foo): p1: at byte 1: expected 1 byte, found none".to_owned()
        )
    );
    assert_eq!(
        refused(2, &[0; 31]),
        (
            2,
            Some(0),
            "call 2 (bar): id: at byte 0: expected 32 bytes, found 31 bytes".to_owned()
        )
    );
    assert_eq!(
        refused(1, &[1, 2, 3]),
        (
            1,
            Some(2),
            "call 1 (foo): at byte 2: expected the end of the bytes, found 1 more".to_owned()
        )
    );
    assert_eq!((executor.read_only.get(), executor.read_write), (0, 0));
    let result = try_dispatch(&mut executor, &mut service, 1, &[1, 2]);
    assert_eq!(result, Ok(vec![2, 1, 0, 0]));
}

#[test]
fn ids_have_names_and_versions() {
    assert_eq!(
        [0, 1, 2, 3].map(id2name),
        ["unknown", "foo", "bar", "unknown"]
    );
    assert!(ECallsAvailable::foo((1, 0)) && ECallsAvailable::bar((1, 7)));
    assert!(!ECallsAvailable::foo((0, 9)));
    let told: Vec<String> = CALLS
        .iter()
        .map(|call| {
            let arguments: Vec<String> = call
                .arguments
                .iter()
                .map(|argument| format!("{}: {}", argument.name, argument.ty))
                .collect();
            format!(
                "{} {} {:?} {} ({}) -> {}",
                call.id,
                call.name,
                call.since,
                call.mutability.as_str(),
                arguments.join(", "),
                call.output
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "1 foo (1, 0) read-only (p0: u8, p1: u8) -> u32",
            "2 bar (1, 0) read-write (id: Hash) -> bool"
        ]
    );
}

/// Both ends, with nothing but bytes between them; the third `bar` comes back as no `bool`.
struct Loop(RefCell<Service>);

/// What a caller of [`Loop`] is told.
#[derive(Debug, PartialEq)]
struct Told(String);

impl From<CallError> for Told {
    fn from(error: CallError) -> Self {
        Self(error.to_string())
    }
}

impl TryCrossCall for Loop {
    type Error = Told;

    fn try_cross_call(&self, call: &'static Call, data: &[u8]) -> Result<Vec<u8>, Told> {
        assert_eq!(call.mutability, Mutability::ReadOnly);
        let service = &mut *self.0.borrow_mut();
        try_dispatch(&mut IdentExecute, service, call.id, data)
            .map_err(|error| Told(error.to_string()))
    }
}

impl TryCrossCallMut for Loop {
    fn try_cross_call_mut(&mut self, call: &'static Call, data: &[u8]) -> Result<Vec<u8>, Told> {
        assert_eq!(call.mutability, Mutability::ReadWrite);
        let service = self.0.get_mut();
        if service.bars.len() == 2 {
            return Ok(vec![2]);
        }
        try_dispatch(&mut IdentExecute, service, call.id, data)
            .map_err(|error| Told(error.to_string()))
    }
}

#[test]
fn calls_that_can_fail_say_why() {
    let mut caller = Loop(RefCell::default());
    // Whoever has a reference may make the calls that change nothing.
    let reader = &caller;
    assert_eq!(reader.foo(1, 2), Ok(258));
    assert_eq!(caller.bar([1; 32]), Ok(false));
    assert_eq!(caller.bar([2; 32]), Ok(true));
    let words = "call 2 (bar): its result, bool: at byte 0: expected the index of a variant, which is 00 or 01 in an \
                 Option, a Result or a bool, found 02";
    assert_eq!(caller.bar([3; 32]), Err(Told(words.to_owned())));
}
