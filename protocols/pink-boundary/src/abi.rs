//! The tables of functions that host and runtime hand each other, as C has them.
//!
//! `include/pink_runtime.h` is made of this file; the types and their order are those of `crates/pink/capi/src/v1/types.h`
//! of Phala's repository. A function that may be null is an `Option`.

use core::ffi::{c_int, c_void};

/// Takes a piece of a call's result: `len` bytes at `data`, which stay the caller's. It is called any number of times, and
/// the pieces are the result one behind the other.
pub type OutputFn = Option<unsafe extern "C" fn(ctx: *mut c_void, data: *const u8, len: usize)>;

/// Runs a call: its number, its arguments, and where its result goes.
pub type CrossCallFn = Option<
    unsafe extern "C" fn(
        call_id: u32,
        data: *const u8,
        len: usize,
        ctx: *mut c_void,
        output: OutputFn,
    ),
>;

/// Writes the version of the interface that the runtime has.
pub type EcallGetVersionFn = Option<unsafe extern "C" fn(major: *mut u32, minor: *mut u32)>;

/// Allocates so many bytes, aligned so; null where there is no memory.
pub type AllocFn = Option<unsafe extern "C" fn(size: usize, align: usize) -> *mut u8>;

/// Gives back what `alloc_fn_t` gave, with the same size and alignment.
pub type DeallocFn = Option<unsafe extern "C" fn(p: *mut u8, size: usize, align: usize)>;

/// What the runtime may call in the host.
#[derive(Debug, Default, Clone, Copy)]
#[repr(C)]
pub struct Ocalls {
    /// Runs an ocall.
    pub ocall: CrossCallFn,
    /// Allocates memory of the host.
    pub alloc: AllocFn,
    /// Gives it back.
    pub dealloc: DeallocFn,
}

/// What the host tells the runtime.
#[derive(Debug, Default, Clone, Copy)]
#[repr(C)]
pub struct Config {
    /// Whether the runtime is a library that was loaded, rather than a part of the host. One that was loaded begins a log of its own.
    pub is_dylib: c_int,
    /// Whether the host runs in an enclave, so that nothing secret may be logged.
    pub enclaved: c_int,
    /// What the runtime may call.
    pub ocalls: Ocalls,
}

/// What the host may call in the runtime.
#[derive(Debug, Default, Clone, Copy)]
#[repr(C)]
pub struct Ecalls {
    /// Runs an ecall.
    pub ecall: CrossCallFn,
    /// Writes the runtime's version.
    pub get_version: EcallGetVersionFn,
}

/// A library with a runtime exports a function of this type as `__pink_runtime_init`. It gives 0, or -1 where `config`,
/// `ecalls` or the function `ocall` is null. To C, `init_t` is the function's type and not the pointer's.
pub type Init = Option<unsafe extern "C" fn(config: *const Config, ecalls: *mut Ecalls) -> c_int>;

/// A library with a runtime may export a function of this type as `__pink_runtime_take_error`. It puts out why the last
/// ecall on this thread put out nothing, as text in UTF-8, and nothing where it did or was asked before.
pub type TakeError = Option<unsafe extern "C" fn(ctx: *mut c_void, output: OutputFn)>;
