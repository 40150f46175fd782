//! The host, as a runtime has it.

use cross_call::{CrossCall, CrossCallMut};
use pink_protocol::OCall;

#[cfg(target_family = "wasm")]
use crate::guest::carry;
#[cfg(not(target_family = "wasm"))]
use crate::shell::carry;

/// Carries ocalls to the host; with [`OCalls`](pink_protocol::OCalls) in scope these are its methods.
///
/// There is one in an ecall, for as long as that runs. A host that cannot answer puts out nothing, at which the methods
/// with a result panic, and ends the ecall.
#[derive(Debug)]
pub struct Host {
    _private: (),
}

impl Host {
    pub(crate) const fn new() -> Self {
        Self { _private: () }
    }
}

impl CrossCall for Host {
    fn cross_call(&self, call_id: u32, data: &[u8]) -> Vec<u8> {
        carry(call_id, data)
    }
}

impl CrossCallMut for Host {
    fn cross_call_mut(&mut self, call_id: u32, data: &[u8]) -> Vec<u8> {
        carry(call_id, data)
    }
}

impl OCall for Host {}
