//! The exports of a driver, version 1 of the interface.
//!
//! One line in a driver crate exports it: [`export!`](crate::export!). All numbers are `i32`:
//!
//! | export | signature |
//! |---|---|
//! | `alloc`, `dealloc` | `(size) -> ptr`, `(ptr, size)`: blocks aligned to 16 bytes; `alloc(0)` is valid, 0 means that there is no memory |
//! | `encode_input_fn` | `(fn_ptr, fn_len, json_ptr, json_len, out_ptr, out_size) -> code` |
//! | `decode_input_fn`, `decode_output_fn`, `decode_event` | `(name_ptr, name_len, bytes_ptr, bytes_len, out_ptr, out_size) -> code` |
//! | `get_schema`, `get_version`, `get_last_error`, `get_last_error_details` | `(out_ptr, out_size) -> code` |
//! | `init` | `()`: from now on lengths are little-endian |
//!
//! A result is [a length of 4 bytes](crate::abi::LENGTH_SIZE) and that many bytes. The length is
//! big-endian, or little-endian after [`init`](crate::abi::Dialect). Where the buffer is too small
//! for the result but not for a length, the length that is needed stands there; after any other
//! failure, 0.
//!
//! The error of the last call can be read any number of times until the next call. Null pointers,
//! and blocks that reach outside the memory, give [`Code::InvalidInput`](crate::abi::Code). The
//! caller's blocks may overlap: the result is written after the last input byte has been read.
//!
//! [`Instance`] is all of this as ordinary Rust over a [`Memory`]; what the macro adds are shells.

#[cfg(target_family = "wasm")]
mod allocator;
mod exportable;
mod instance;
mod memory;
#[cfg(target_family = "wasm")]
pub mod shell;

#[cfg(target_family = "wasm")]
pub use allocator::Allocator;
pub use exportable::Exportable;
pub use instance::Instance;
pub use memory::{Block, Memory};

/// Exports a driver, which must be `Default`, from the WebAssembly module that the crate becomes.
///
/// It stands once in a crate. On other targets it exports nothing, and makes the same demands. That it is
/// missing, only the build of the module can notice: what has no driver may be a library.
///
/// ```
/// # use data_driver::{ConvertibleContract, Decode, Error, JsonValue};
/// #[derive(Default)]
/// struct MyDriver;
/// # impl ConvertibleContract for MyDriver {
/// #     fn encode_input_fn(&self, _: &str, _: &str) -> Result<Vec<u8>, Error> { Ok(vec![]) }
/// #     fn decode_input_fn(&self, _: &str, _: &[u8]) -> Result<JsonValue, Error> { Ok(JsonValue::Null) }
/// #     fn decode_output_fn(&self, _: &str, _: &[u8]) -> Result<JsonValue, Error> { Ok(JsonValue::Null) }
/// #     fn decode_event(&self, _: &str, _: &[u8]) -> Result<JsonValue, Error> { Ok(JsonValue::Null) }
/// #     fn get_schema(&self) -> String { String::new() }
/// # }
///
/// data_driver::export!(MyDriver);
/// ```
///
/// The module gets an allocator that is a seventh of the standard library's, 1 kB of code. A driver with
/// one of its own, a static with `#[global_allocator]`, says so:
/// `data_driver::export!(MyDriver, allocator = own)`.
#[macro_export]
macro_rules! export {
    ($driver:ty $(,)?) => {
        #[cfg(target_family = "wasm")]
        const _: () = {
            #[global_allocator]
            static ALLOCATOR: $crate::export::Allocator = $crate::export::Allocator::new();
        };

        $crate::export!($driver, allocator = own);
    };
    ($driver:ty, allocator = own $(,)?) => {
        // A second one in the crate would have the same name, wherever it stands.
        #[doc(hidden)]
        #[macro_export]
        macro_rules! export_stands_once_in_a_crate {
            () => {};
        }

        const _: () = {
            // A crate without the standard library finds here what a library for C needs of it.
            extern crate std;

            const fn is_exportable<D: $crate::export::Exportable>() {}
            is_exportable::<$driver>();
        };

        #[cfg(target_family = "wasm")]
        const _: () = {
            extern crate std;

            use $crate::export::shell::{self, Global};

            static DRIVER: Global<$driver> = Global::new(::core::env!("CARGO_PKG_VERSION"), || {
                std::panic::set_hook(std::boxed::Box::new(|info| shell::panicked(info)));
                <$driver as $crate::export::Exportable>::new()
            });

            #[unsafe(no_mangle)]
            extern "C" fn init() {
                DRIVER.init();
            }

            #[unsafe(no_mangle)]
            extern "C" fn alloc(size: u32) -> u32 {
                shell::alloc(size)
            }

            #[unsafe(no_mangle)]
            extern "C" fn dealloc(ptr: u32, size: u32) {
                shell::dealloc(ptr, size)
            }

            #[unsafe(no_mangle)]
            extern "C" fn encode_input_fn(
                f: u32,
                fl: u32,
                j: u32,
                jl: u32,
                o: u32,
                os: u32,
            ) -> i32 {
                DRIVER.encode_input_fn([f, fl], [j, jl], [o, os])
            }

            #[unsafe(no_mangle)]
            extern "C" fn decode_input_fn(
                f: u32,
                fl: u32,
                b: u32,
                bl: u32,
                o: u32,
                os: u32,
            ) -> i32 {
                DRIVER.decode($crate::Decode::Input, [f, fl], [b, bl], [o, os])
            }

            #[unsafe(no_mangle)]
            extern "C" fn decode_output_fn(
                f: u32,
                fl: u32,
                b: u32,
                bl: u32,
                o: u32,
                os: u32,
            ) -> i32 {
                DRIVER.decode($crate::Decode::Output, [f, fl], [b, bl], [o, os])
            }

            #[unsafe(no_mangle)]
            extern "C" fn decode_event(e: u32, el: u32, b: u32, bl: u32, o: u32, os: u32) -> i32 {
                DRIVER.decode($crate::Decode::Event, [e, el], [b, bl], [o, os])
            }

            #[unsafe(no_mangle)]
            extern "C" fn get_schema(o: u32, os: u32) -> i32 {
                DRIVER.get_schema([o, os])
            }

            #[unsafe(no_mangle)]
            extern "C" fn get_version(o: u32, os: u32) -> i32 {
                DRIVER.get_version([o, os])
            }

            #[unsafe(no_mangle)]
            extern "C" fn get_last_error(o: u32, os: u32) -> i32 {
                DRIVER.get_last_error([o, os])
            }

            #[unsafe(no_mangle)]
            extern "C" fn get_last_error_details(o: u32, os: u32) -> i32 {
                DRIVER.get_last_error_details([o, os])
            }
        };
    };
}

/// The name under which Dusk's crate `dusk-data-driver` has [`export!`](crate::export!), so that a
/// driver that was written for it moves here by a changed dependency alone:
/// `dusk-data-driver = { package = "data-driver", … }`.
#[macro_export]
macro_rules! generate_wasm_entrypoint {
    ($driver:ty) => {
        $crate::export!($driver);
    };
}
