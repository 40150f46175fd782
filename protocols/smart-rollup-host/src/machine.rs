//! What runs kernels: the compiler, the limits, and the kernels that have been compiled.

use std::sync::{Arc, Mutex, PoisonError};

use wasmtime::{Config, Engine, Linker, WasmFeatures};

use crate::durable::Value;
use crate::imports::WriteDebug;
use crate::interrupt::Interrupt;
use crate::kernel::{FEATURES, Kernel, KernelError, Profiled};
use crate::run::{Run, link};
use crate::{Limits, Version};

/// How many kernels are kept that have been compiled: the one that runs, the one before it, and the installer before that.
const KEPT: usize = 4;

/// Runs kernels. It may be used by many threads at once.
pub struct Machine {
    pub(crate) engine: Engine,
    pub(crate) limits: Arc<Limits>,
    interrupt: Interrupt,
    linkers: [Linker<Run>; 2],
    kernels: Mutex<Vec<Compiled<Kernel>>>,
    /// Kernels that tell of their calls.
    profiled: Mutex<Vec<Compiled<Profiled>>>,
}

struct Compiled<K> {
    wasm: Value,
    version: Version,
    kernel: Result<Arc<K>, KernelError>,
}

impl std::fmt::Debug for Machine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Machine")
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

/// WebAssembly cannot be run on this computer.
#[derive(Debug, thiserror::Error)]
#[error("cannot run WebAssembly here: {0}")]
pub struct Unsupported(String);

impl Machine {
    /// A machine with these limits.
    ///
    /// # Errors
    /// WebAssembly cannot be compiled or run here.
    pub fn new(limits: Limits) -> Result<Self, Unsupported> {
        Self::with(limits, false)
    }

    /// A machine whose runs can be ended from another thread by [`Machine::interrupt`], for which kernels look in each loop and
    /// function whether they are to end: loops in which little happens take twice the time.
    ///
    /// # Errors
    /// WebAssembly cannot be compiled or run here.
    pub fn interruptible(limits: Limits) -> Result<Self, Unsupported> {
        Self::with(limits, true)
    }

    fn with(limits: Limits, is_interruptible: bool) -> Result<Self, Unsupported> {
        let unsupported = |error: wasmtime::Error| Unsupported(format!("{error:#}"));
        // The compiler knows of no way without floating-point numbers: these were refused before.
        let mut features = FEATURES.bits();
        features |= WasmFeatures::FLOATS.bits();
        let features = WasmFeatures::from_bits_truncate(features);
        let mut config = Config::new();
        config
            .wasm_features(features.complement(), false)
            .wasm_features(features, true)
            .consume_fuel(true)
            .epoch_interruption(is_interruptible)
            .max_wasm_stack(limits.stack)
            // Kernels are instantiated once a run; an image would take a file descriptor for each.
            .memory_init_cow(false);
        let engine = Engine::new(&config).map_err(unsupported)?;
        let linker = |debug| -> Result<Linker<Run>, Unsupported> {
            let mut linker = Linker::new(&engine);
            link(&mut linker, debug).map_err(unsupported)?;
            Ok(linker)
        };
        Ok(Self {
            linkers: [linker(WriteDebug::Nothing)?, linker(WriteDebug::Number)?],
            interrupt: Interrupt::new(&engine),
            engine,
            limits: Arc::new(limits),
            kernels: Mutex::default(),
            profiled: Mutex::default(),
        })
    }

    /// The limits.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// What ends its runs from another thread, and keeps others from beginning. A run that has begun is ended by it on an
    /// [interruptible](Machine::interruptible) machine only.
    #[must_use]
    pub const fn interrupt(&self) -> &Interrupt {
        &self.interrupt
    }

    pub(crate) const fn linker(&self, debug: WriteDebug) -> &Linker<Run> {
        match debug {
            WriteDebug::Nothing => &self.linkers[0],
            WriteDebug::Number => &self.linkers[1],
        }
    }

    /// The kernel of these bytes, which are compiled unless they have been before.
    pub(crate) fn kernel(
        &self,
        wasm: &Value,
        version: Version,
    ) -> Result<Arc<Kernel>, KernelError> {
        find_or_compile(&self.kernels, wasm, version, || {
            Kernel::new(self, &self.bytes(wasm)?, version)
        })
    }

    /// The same, telling of its calls.
    pub(crate) fn profiled(
        &self,
        wasm: &Value,
        version: Version,
    ) -> Result<Arc<Profiled>, KernelError> {
        find_or_compile(&self.profiled, wasm, version, || {
            Kernel::profiled(self, &self.bytes(wasm)?, version)
        })
    }

    /// The bytes of a kernel, if it is not too large for them to be put together.
    fn bytes(&self, wasm: &Value) -> Result<Vec<u8>, KernelError> {
        if wasm.len() > self.limits.kernel {
            return Err(KernelError::TooLarge {
                found: wasm.len(),
                limit: self.limits.kernel,
            });
        }
        Ok(wasm.to_vec(usize::MAX))
    }
}

fn find_or_compile<K>(
    kept: &Mutex<Vec<Compiled<K>>>,
    wasm: &Value,
    version: Version,
    compile: impl FnOnce() -> Result<K, KernelError>,
) -> Result<Arc<K>, KernelError> {
    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    let found = kept
        .iter()
        .position(|known| known.version == version && known.wasm.is_equal(wasm));
    if let Some(found) = found {
        let known = kept.remove(found);
        let kernel = known.kernel.clone();
        kept.push(known);
        return kernel;
    }
    let kernel = compile().map(Arc::new);
    if kept.len() == KEPT {
        kept.remove(0);
    }
    kept.push(Compiled {
        wasm: wasm.clone(),
        version,
        kernel: kernel.clone(),
    });
    kernel
}
