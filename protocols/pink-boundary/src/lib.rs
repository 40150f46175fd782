#![doc = include_str!("../README.md")]
#![deny(unsafe_code)]

#[cfg(not(target_family = "wasm"))]
pub mod abi;
mod error;
#[cfg(target_family = "wasm")]
#[doc(hidden)]
pub mod guest;
mod handler;
mod host;
#[cfg(not(target_family = "wasm"))]
mod loader;
#[cfg(not(target_family = "wasm"))]
mod native;
mod output;
mod runtime;
#[cfg(not(target_family = "wasm"))]
#[doc(hidden)]
pub mod shell;
#[cfg(not(target_family = "wasm"))]
pub mod words;

pub use error::{Failure, InitError, LoadError, Refusal};
pub use handler::Handler;
pub use host::Host;
#[cfg(not(target_family = "wasm"))]
pub use loader::Loader;
#[cfg(not(target_family = "wasm"))]
pub use native::NativeRuntime;
pub use output::MAX_OUTPUT;
pub use runtime::{Runtime, Version};

/// Exports a [`Runtime`] from the library that the crate becomes: `__pink_runtime_init` and
/// `__pink_runtime_take_error` natively, the functions of the [crate]'s table in WebAssembly.
///
/// It stands once in a crate.
#[macro_export]
macro_rules! export {
    ($runtime:ty $(,)?) => {
        #[cfg(not(target_family = "wasm"))]
        const _: () = {
            /// Fills the table of the runtime's functions; 0, or -1 where that is not possible.
            ///
            /// # Safety
            /// Each pointer is null or points to what its type says.
            #[unsafe(no_mangle)]
            pub unsafe extern "C" fn __pink_runtime_init(
                config: *const $crate::abi::Config,
                ecalls: *mut $crate::abi::Ecalls,
            ) -> ::core::ffi::c_int {
                // SAFETY: the caller promises what this function demands.
                unsafe { $crate::shell::init::<$runtime>(config, ecalls) }
            }

            /// Hands out why the last ecall of this thread gave nothing, once.
            ///
            /// # Safety
            /// `output` is null or takes `ctx` and any bytes.
            #[unsafe(no_mangle)]
            pub unsafe extern "C" fn __pink_runtime_take_error(
                ctx: *mut ::core::ffi::c_void,
                output: $crate::abi::OutputFn,
            ) {
                // SAFETY: the caller promises what this function demands.
                unsafe { $crate::shell::take_error(ctx, output) }
            }
        };

        #[cfg(target_family = "wasm")]
        const _: () = {
            #[unsafe(no_mangle)]
            extern "C" fn alloc(size: u32) -> u32 {
                $crate::guest::alloc(size)
            }

            #[unsafe(no_mangle)]
            extern "C" fn dealloc(ptr: u32, _size: u32) {
                $crate::guest::dealloc(ptr);
            }

            #[unsafe(no_mangle)]
            extern "C" fn ecall(id: u32, ptr: u32, len: u32, ctx: u32) {
                $crate::guest::ecall::<$runtime>(id, ptr, len, ctx);
            }

            #[unsafe(no_mangle)]
            extern "C" fn output(ctx: u32, ptr: u32, len: u32) {
                $crate::guest::output(ctx, ptr, len);
            }

            #[unsafe(no_mangle)]
            extern "C" fn version_major() -> u32 {
                <$runtime as $crate::Runtime>::VERSION.0
            }

            #[unsafe(no_mangle)]
            extern "C" fn version_minor() -> u32 {
                <$runtime as $crate::Runtime>::VERSION.1
            }

            #[unsafe(no_mangle)]
            extern "C" fn take_error(ctx: u32) {
                $crate::guest::take_error(ctx);
            }
        };
    };
}
