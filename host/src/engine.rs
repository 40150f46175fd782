//! How WebAssembly is compiled and run.

use wasmtime::{Config, Engine, WasmFeatures};

use crate::Error;

/// The parts of WebAssembly that a driver may use: what compilers emit for a module of its own.
///
/// Threads and relaxed SIMD would make results depend on the machine; the rest that is missing here
/// has no use in a driver and would widen what a stranger's module can reach.
const FEATURES: WasmFeatures = WasmFeatures::WASM2
    .union(WasmFeatures::EXTENDED_CONST)
    // Not a proposal but types that only a garbage collector needs.
    .difference(WasmFeatures::GC_TYPES);

/// An engine whose code may use so many bytes of stack.
pub(crate) fn new(stack: usize, wide_arithmetic: bool) -> Result<Engine, Error> {
    let mut features = FEATURES;
    features.set(WasmFeatures::WIDE_ARITHMETIC, wide_arithmetic);

    let mut config = Config::new();
    config
        .wasm_features(features.complement(), false)
        .wasm_features(features, true)
        // The bits of a NaN differ between processors.
        .cranelift_nan_canonicalization(true)
        .epoch_interruption(true)
        // An image of the first memory would take a file descriptor for each driver; data of some ten kilobytes are
        // copied in microseconds.
        .memory_init_cow(false)
        .max_wasm_stack(stack)
        // A driver calls nothing outside itself, so nobody unwinds or walks through its frames; what
        // went wrong it tells in its own words. Without these tables code loads faster; Windows insists on one of them.
        .wasm_backtrace_max_frames(None)
        .native_unwind_info(cfg!(windows))
        .generate_address_map(false);
    Engine::new(&config)
        .map_err(|error| Error::Host(format!("cannot run WebAssembly here: {error:#}")))
}
