//! WebAssembly: imports of the host that runs the module.

use super::{BasicKernelInterface, Errno, FileDescriptor, IoResult};

/// A host of WebAssembly with three functions in the module `env`:
///
/// | import | |
/// |---|---|
/// | `read(fd: i32, pointer: i32, length: i32) -> i32` | how many bytes were read, or an error number below 0 |
/// | `write(fd: i32, pointer: i32, length: i32) -> i32` | how many bytes were written, or an error number below 0 |
/// | `exit(code: i32)` | does not return |
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wasm;

mod import {
    #[link(wasm_import_module = "env")]
    unsafe extern "C" {
        pub(super) fn read(fd: i32, pointer: *mut u8, length: usize) -> i32;
        pub(super) fn write(fd: i32, pointer: *const u8, length: usize) -> i32;
        pub(super) safe fn exit(code: i32) -> !;
    }
}

impl BasicKernelInterface for Wasm {
    fn write(fd: FileDescriptor, buf: &[u8]) -> IoResult<usize> {
        // SAFETY: the host reads these bytes, which are borrowed for the call, and keeps nothing.
        result(
            unsafe { import::write(fd.number(), buf.as_ptr(), buf.len()) },
            buf.len(),
        )
    }

    fn read(fd: FileDescriptor, buf: &mut [u8]) -> IoResult<usize> {
        // SAFETY: the host writes at most so many bytes, which are borrowed for the call and nobody else's, and keeps nothing.
        result(
            unsafe { import::read(fd.number(), buf.as_mut_ptr(), buf.len()) },
            buf.len(),
        )
    }

    fn exit(code: i32) -> ! {
        import::exit(code)
    }
}

/// What a host says, who cannot have read or written more than it was given.
fn result(returned: i32, length: usize) -> IoResult<usize> {
    match usize::try_from(returned) {
        Ok(count) if count <= length => Ok(count),
        Ok(_) => Err(Errno::EIO),
        Err(_) => Err(Errno(returned.wrapping_neg())),
    }
}
