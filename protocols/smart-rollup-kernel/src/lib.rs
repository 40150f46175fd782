#![doc = include_str!("../README.md")]
#![no_std]
#![deny(unsafe_code)]

extern crate alloc;

#[cfg(target_arch = "wasm32")]
mod core_host;
mod error;
mod host;

#[cfg(target_arch = "wasm32")]
pub use core_host::Core;
pub use error::Error;
pub use host::{Host, Input, MAX_MESSAGE, MAX_STORE_IO, Metadata, REBOOT};

/// Makes a function the kernel's entry: `kernel_run`, which is called for each level and after each reboot.
///
/// The function takes a `&mut impl Host`. What it returns is dropped: an error that it does not handle ends the run, not the
/// rollup.
#[macro_export]
macro_rules! kernel {
    ($run:path) => {
        // Its allocator, and what is done about a panic.
        extern crate std as _;

        /// Runs the kernel.
        #[cfg(target_arch = "wasm32")]
        #[unsafe(no_mangle)]
        pub extern "C" fn kernel_run() {
            let _ = $run(&mut $crate::Core);
        }

        #[cfg(not(target_arch = "wasm32"))]
        #[allow(
            dead_code,
            reason = "natively the kernel is for its own tests, if it has any"
        )]
        fn kernel_run_on(host: &mut impl $crate::Host) {
            let _ = $run(host);
        }
    };
}

/// Writes to the kernel's log, as `format!` does.
#[macro_export]
macro_rules! debug {
    ($host:expr, $($argument:tt)*) => {
        $crate::Host::write_debug($host, $crate::__format!($($argument)*).as_bytes())
    };
}

#[doc(hidden)]
pub use alloc::format as __format;
