//! What a program is given by the machine it runs on: descriptors to read and write, and an end.
//!
//! [`BasicKernelInterface`] is that machine. There are two here: Unix (feature `std`), where a program inherits the descriptors of
//! whoever starts it, and WebAssembly (feature `wasm`), where three imports stand for them. Neither is a fault-proof VM, whose
//! system calls are instructions of MIPS or RISC-V; one becomes a third implementation.

mod descriptor;
mod errno;
mod kernel;
mod pipe;
#[cfg(all(feature = "std", unix))]
#[allow(
    unsafe_code,
    reason = "descriptors that a program inherits belong to nobody"
)]
mod unix;
#[cfg(all(feature = "wasm", target_family = "wasm"))]
#[allow(unsafe_code, reason = "imports are foreign functions")]
mod wasm;

pub use descriptor::FileDescriptor;
pub use errno::{Errno, IoResult};
pub use kernel::BasicKernelInterface;
pub use pipe::{PipeHandle, ReadFuture, WriteFuture};
#[cfg(all(feature = "std", unix))]
pub use unix::{Unix, has_unread};
#[cfg(all(feature = "wasm", target_family = "wasm"))]
pub use wasm::Wasm;

/// The machine that this program is compiled for.
#[cfg(all(feature = "std", unix))]
pub type Kernel = Unix;
/// The machine that this program is compiled for.
#[cfg(all(feature = "wasm", target_family = "wasm"))]
pub type Kernel = Wasm;

/// The functions of the machine that this program is compiled for.
#[cfg(any(
    all(feature = "std", unix),
    all(feature = "wasm", target_family = "wasm")
))]
mod functions;
#[cfg(any(
    all(feature = "std", unix),
    all(feature = "wasm", target_family = "wasm")
))]
pub use functions::{exit, print, print_err, read, write};
