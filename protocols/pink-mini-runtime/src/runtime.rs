//! The runtime as the boundary has it.

use cross_call::DispatchError;
use pink_boundary::{Host, Refusal, Runtime, Version};
use pink_protocol::ecalls;

use crate::executor::Executor;
use crate::overlay::Shared;
use crate::service::Service;

/// The runtime, of version 1.0, 1.1 or 1.2 of the interface.
#[derive(Debug)]
pub struct MiniRuntime<const MINOR: u32>;

impl<const MINOR: u32> Runtime for MiniRuntime<MINOR> {
    const VERSION: Version = (1, MINOR);

    fn ecall(host: Host, id: u32, input: &[u8]) -> Result<Vec<u8>, Refusal> {
        run(host, Self::VERSION, id, input)
    }
}

/// Once for all versions.
fn run(host: Host, version: Version, id: u32, input: &[u8]) -> Result<Vec<u8>, Refusal> {
    let state = Shared::new(host);
    let mut executor = Executor::new(state.clone());
    let mut service = Service::new(state.clone(), version);
    let result = ecalls::try_dispatch(&mut executor, &mut service, id, input);
    match state.with(|state| state.refusal.take()) {
        Some(reason) => Err(Refusal::Refused { id, reason }),
        None => result.map_err(|error: DispatchError| error.into()),
    }
}
