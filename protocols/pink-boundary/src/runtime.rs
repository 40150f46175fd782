//! What a runtime is to the boundary.

use cross_call::{Call, DispatchError};
use pink_protocol::ecalls::CALLS;

use crate::{Host, Refusal};

/// The version of the interface between host and runtime, major and minor.
pub type Version = (u32, u32);

/// A runtime: it runs ecalls, and calls its host while it does.
pub trait Runtime: 'static {
    /// The version of the interface that it has. Calls that came later are not known to it.
    const VERSION: Version;

    /// Runs an ecall and gives the bytes of its result.
    ///
    /// # Errors
    /// Why the call was not run, or not to its end. Nothing of it is kept then.
    fn ecall(host: Host, id: u32, input: &[u8]) -> Result<Vec<u8>, Refusal>;
}

/// Runs an ecall of a runtime, unless its version has no such call.
pub(crate) fn run<R: Runtime>(host: Host, id: u32, input: &[u8]) -> Result<Vec<u8>, Refusal> {
    match Call::find(CALLS, id) {
        Some(call) if call.is_available(R::VERSION) => R::ecall(host, id, input),
        _ => Err(DispatchError::UnknownCall { id }.into()),
    }
}
