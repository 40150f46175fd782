//! Runtimes in WebAssembly: a stranger's may run, within limits.
//!
//! Every ecall has an instance of its own. What a runtime keeps, it keeps in the storage, so that it gives the same whoever
//! ran it before; and what it may take is counted in instructions and not in time, so that it is the same on every
//! machine. What the host does for it costs as well: [`FUEL_PER_CALL`], [`FUEL_PER_BYTE`].
//!
//! | the module exports | |
//! |---|---|
//! | `memory` | its memory |
//! | `alloc(size) -> ptr`, `dealloc(ptr, size)` | a block that the host writes into; 0 where there is no memory |
//! | `ecall(id, ptr, len, ctx)` | runs an ecall, whose arguments are in a block of `alloc`; the block is the runtime's from then on |
//! | `output(ctx, ptr, len)` | takes a piece of the result of the ocall that has this `ctx`, in a block of `alloc` |
//! | `version_major() -> n`, `version_minor() -> n` | the version of the interface |
//! | `take_error(ctx)` | puts out why the last ecall put out nothing, once; it need not be there |
//!
//! | the module imports from `pink` | |
//! |---|---|
//! | `ocall(id, ptr, len, ctx)` | runs an ocall; its result comes by `output` before this returns |
//! | `output(ctx, ptr, len)` | takes a piece of the result of the ecall that has this `ctx` |

mod call;
mod fuel;
mod growth;
mod limits;
mod load;
mod memory;

use std::fmt;

use pink_boundary::{Failure, Handler};
use wasmtime::{Engine, InstancePre};

pub use fuel::{FUEL_PER_BYTE, FUEL_PER_BYTE_OF_LISTS, FUEL_PER_CALL, FUEL_PER_CHANGE};
pub use limits::Limits;
pub use load::LoadError;

use crate::Carrier;
use call::State;

/// A runtime in WebAssembly.
pub struct WasmRuntime {
    engine: Engine,
    module: InstancePre<State>,
    version: (u32, u32),
    limits: Limits,
}

impl WasmRuntime {
    /// Compiles a module. The text of one is none.
    ///
    /// # Errors
    /// The bytes are no module, one that is made of more than it may, or none with a runtime in it.
    pub fn new(wasm: &[u8], limits: Limits) -> Result<Self, LoadError> {
        load::load(wasm, limits)
    }
}

impl Carrier for WasmRuntime {
    fn version(&self) -> (u32, u32) {
        self.version
    }

    fn carry(
        &self,
        handler: Box<dyn Handler + Send>,
        id: u32,
        data: &[u8],
    ) -> Result<Vec<u8>, Failure> {
        call::run(self, handler, id, data)
    }
}

impl fmt::Debug for WasmRuntime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (major, minor) = self.version;
        write!(f, "WasmRuntime({major}.{minor})")
    }
}
