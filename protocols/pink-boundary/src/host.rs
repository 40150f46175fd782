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
/// with a result panic, and ends the ecall. So do all of them over an answer of more than [`MAX_OUTPUT`](crate::MAX_OUTPUT)
/// bytes.
#[derive(Debug)]
pub struct Host {
    _private: (),
}

impl Host {
    pub(crate) const fn new() -> Self {
        Self { _private: () }
    }

    /// Whether the host runs in an enclave, so that nothing secret may be logged; in WebAssembly nobody says so.
    #[must_use]
    pub fn is_enclaved(&self) -> bool {
        #[cfg(target_family = "wasm")]
        return false;
        #[cfg(not(target_family = "wasm"))]
        crate::shell::is_enclaved()
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
