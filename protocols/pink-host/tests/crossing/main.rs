//! Every call crosses: in this process, into a library and into WebAssembly, and back.

#![allow(clippy::unwrap_used, reason = "a test")]

#[path = "../support/mod.rs"]
mod support;

mod bytes;
mod draw;
mod failures;
mod fuel;
mod limits;
mod scripted;
mod values;

use std::cell::RefCell;
use std::sync::{Arc, Mutex};

use cross_call::{Call, CallError, TryCrossCall, TryCrossCallMut};
use pink_host::{Carrier, Failure, Handler, NativeRuntime};
use pink_probe::Probe;

const PACKAGE: &str = "pink-probe";

/// The runtime in each of the places where it can be.
fn places() -> [(&'static str, Box<dyn Carrier>); 3] {
    let in_process = NativeRuntime::in_process::<Probe>().unwrap();
    [
        ("in this process", Box::new(in_process)),
        ("a library", Box::new(support::library(PACKAGE))),
        ("WebAssembly", Box::new(support::module(PACKAGE))),
    ]
}

/// Calls, each with its id and the bytes of its arguments.
type Made = Vec<(u32, Vec<u8>)>;

/// Writes down the calls that are made, and has no answer.
#[derive(Debug, Default)]
struct Recorder(RefCell<Made>);

#[derive(Debug)]
struct Recorded;

impl From<CallError> for Recorded {
    fn from(_: CallError) -> Self {
        Self
    }
}

impl TryCrossCall for Recorder {
    type Error = Recorded;

    fn try_cross_call(&self, call: &'static Call, data: &[u8]) -> Result<Vec<u8>, Recorded> {
        self.0.borrow_mut().push((call.id, data.to_vec()));
        Err(Recorded)
    }
}

impl TryCrossCallMut for Recorder {
    fn try_cross_call_mut(
        &mut self,
        call: &'static Call,
        data: &[u8],
    ) -> Result<Vec<u8>, Recorded> {
        self.try_cross_call(call, data)
    }
}

/// What a host was asked, and what it answers.
#[derive(Debug, Clone)]
struct Asked {
    answer: Result<Vec<u8>, String>,
    asked: Arc<Mutex<Made>>,
}

impl Asked {
    fn answering(answer: &[u8]) -> Self {
        Self {
            answer: Ok(answer.to_vec()),
            asked: Arc::default(),
        }
    }

    fn calls(&self) -> Made {
        self.asked.lock().unwrap().clone()
    }
}

impl Handler for Asked {
    fn ocall(&mut self, id: u32, data: &[u8]) -> Result<Vec<u8>, String> {
        self.asked.lock().unwrap().push((id, data.to_vec()));
        self.answer.clone()
    }
}

/// Runs an ecall with a host that answers this.
fn carry(runtime: &dyn Carrier, asked: &Asked, id: u32, data: &[u8]) -> Result<Vec<u8>, Failure> {
    runtime.carry(Box::new(asked.clone()), id, data)
}
