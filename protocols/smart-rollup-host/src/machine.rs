//! What runs kernels: the compiler, the limits, and the kernels that have been compiled.

use std::sync::{Arc, Mutex, PoisonError};

use wasmtime::{Config, Engine, Linker, WasmFeatures};

use crate::durable::Value;
use crate::imports::WriteDebug;
use crate::kernel::{FEATURES, Kernel, KernelError};
use crate::run::{Run, link};
use crate::{Limits, Version};

/// How many kernels are kept that have been compiled: the one that runs, the one before it, and the installer before that.
const KEPT: usize = 4;

/// Runs kernels. It may be used by many threads at once.
pub struct Machine {
    pub(crate) engine: Engine,
    pub(crate) limits: Arc<Limits>,
    linkers: [Linker<Run>; 2],
    kernels: Mutex<Vec<Compiled>>,
}

struct Compiled {
    wasm: Value,
    version: Version,
    kernel: Result<Arc<Kernel>, KernelError>,
}

impl std::fmt::Debug for Machine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Machine").field("limits", &self.limits).finish_non_exhaustive()
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
            engine,
            limits: Arc::new(limits),
            kernels: Mutex::default(),
        })
    }

    /// The limits.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    pub(crate) const fn linker(&self, debug: WriteDebug) -> &Linker<Run> {
        match debug {
            WriteDebug::Nothing => &self.linkers[0],
            WriteDebug::Number => &self.linkers[1],
        }
    }

    /// The kernel of these bytes, which are compiled unless they have been before.
    pub(crate) fn kernel(&self, wasm: &Value, version: Version) -> Result<Arc<Kernel>, KernelError> {
        let mut kernels = self.kernels.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kernels
            .iter()
            .position(|known| known.version == version && known.wasm.is_equal(wasm));
        if let Some(found) = found {
            let known = kernels.remove(found);
            let kernel = known.kernel.clone();
            kernels.push(known);
            return kernel;
        }
        let kernel = self.compile(wasm, version);
        if kernels.len() == KEPT {
            kernels.remove(0);
        }
        kernels.push(Compiled {
            wasm: wasm.clone(),
            version,
            kernel: kernel.clone(),
        });
        kernel
    }

    fn compile(&self, wasm: &Value, version: Version) -> Result<Arc<Kernel>, KernelError> {
        if wasm.len() > self.limits.kernel {
            // Before its bytes are put together.
            return Err(KernelError::TooLarge {
                found: wasm.len(),
                limit: self.limits.kernel,
            });
        }
        let bytes = wasm.to_vec(usize::MAX);
        Kernel::new(self, &bytes, version).map(Arc::new)
    }
}
