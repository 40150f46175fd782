//! From a module's bytes to a runtime.

use pink_boundary::words::shown;
use thiserror::Error;
use wasmtime::{Config, Engine, ExternType, Linker, Module, Store, ValType, WasmFeatures};

use super::call::{self, State};
use super::{Limits, WasmRuntime, fuel};

/// The module whose functions a runtime may import.
pub(super) const IMPORTS: &str = "pink";

/// The parts of WebAssembly that a runtime may use: those of which every machine makes the same.
const FEATURES: WasmFeatures = WasmFeatures::WASM2
    .union(WasmFeatures::EXTENDED_CONST)
    .difference(WasmFeatures::SIMD)
    // Not a proposal but types that only a garbage collector needs.
    .difference(WasmFeatures::GC_TYPES);

/// What a module has to export, with how many parameters and results; all are `i32`.
const EXPORTS: [(&str, usize, usize); 6] = [
    ("alloc", 1, 1),
    ("dealloc", 2, 0),
    ("ecall", 4, 0),
    ("output", 3, 0),
    ("version_major", 0, 1),
    ("version_minor", 0, 1),
];

/// What it may export beside.
const TAKE_ERROR: (&str, usize, usize) = ("take_error", 1, 0);

/// What it may import.
const FUNCTIONS: [(&str, usize, usize); 2] = [("ocall", 4, 0), ("output", 3, 0)];

/// Why bytes are no runtime that can run here.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum LoadError {
    /// The module is too large.
    #[error("the module has {found} bytes, more than {limit}")]
    TooLarge {
        /// Its size.
        found: usize,
        /// The most that it may have.
        limit: usize,
    },
    /// It is made of more than it may.
    #[error(transparent)]
    Structure(#[from] data_driver_host::LoadError),
    /// The bytes are no module, or one with features that are not allowed.
    #[error("the bytes are no module of WebAssembly that can be run: {0}")]
    Module(String),
    /// It imports what is not there.
    #[error(
        "the module imports `{module}`.`{name}`, and a runtime imports `pink`.`ocall` and `pink`.`output` alone, functions of 4 and 3 `i32`"
    )]
    Import {
        /// The module.
        module: String,
        /// The name in it.
        name: String,
    },
    /// It lacks what a runtime exports.
    #[error("the module does not export `{name}`: expected {expected}")]
    Export {
        /// The name.
        name: &'static str,
        /// What it should be.
        expected: String,
    },
    /// Its version is not told.
    #[error("the runtime does not tell its version: {0}")]
    Version(String),
    /// WebAssembly cannot be run here.
    #[error("cannot run WebAssembly here: {0}")]
    Host(String),
}

pub(super) fn load(wasm: &[u8], limits: Limits) -> Result<WasmRuntime, LoadError> {
    if wasm.len() > limits.module {
        return Err(LoadError::TooLarge {
            found: wasm.len(),
            limit: limits.module,
        });
    }
    limits.structure.check(wasm)?;
    let engine = engine(&limits)?;
    let module = Module::from_binary(&engine, wasm)
        .map_err(|error| LoadError::Module(format!("{error:#}")))?;
    check(&module)?;
    let mut linker = Linker::new(&engine);
    call::link(&mut linker).map_err(|error| LoadError::Host(format!("{error:#}")))?;
    let module = linker
        .instantiate_pre(&module)
        .map_err(|error| LoadError::Host(format!("{error:#}")))?;
    let mut runtime = WasmRuntime {
        engine,
        module,
        version: (0, 0),
        limits,
    };
    runtime.version =
        version(&runtime).map_err(|error| LoadError::Version(format!("{error:#}")))?;
    Ok(runtime)
}

fn engine(limits: &Limits) -> Result<Engine, LoadError> {
    let mut config = Config::new();
    config
        .wasm_features(FEATURES.complement(), false)
        .wasm_features(FEATURES, true)
        // The bits of a NaN differ between processors.
        .cranelift_nan_canonicalization(true)
        .consume_fuel(true)
        .operator_cost(fuel::operators())
        .max_wasm_stack(limits.stack);
    Engine::new(&config).map_err(|error| LoadError::Host(format!("{error:#}")))
}

fn check(module: &Module) -> Result<(), LoadError> {
    for import in module.imports() {
        let known = FUNCTIONS.iter().any(|(name, parameters, results)| {
            *name == import.name() && is_function(&import.ty(), *parameters, *results)
        });
        if import.module() != IMPORTS || !known {
            return Err(LoadError::Import {
                module: name(import.module()),
                name: name(import.name()),
            });
        }
    }
    if !matches!(module.get_export("memory"), Some(ExternType::Memory(memory)) if !memory.is_64()) {
        return Err(LoadError::Export {
            name: "memory",
            expected: "a memory of 32 bits".to_owned(),
        });
    }
    let may = module.get_export(TAKE_ERROR.0).map(|_| TAKE_ERROR);
    for (name, parameters, results) in EXPORTS.into_iter().chain(may) {
        let found = module.get_export(name);
        if !found.is_some_and(|ty| is_function(&ty, parameters, results)) {
            let expected = format!("a function of {parameters} `i32` that gives {results}");
            return Err(LoadError::Export { name, expected });
        }
    }
    Ok(())
}

fn is_function(ty: &ExternType, parameters: usize, results: usize) -> bool {
    let ExternType::Func(ty) = ty else {
        return false;
    };
    let all = |mut types: Box<dyn Iterator<Item = ValType> + '_>| {
        types.all(|ty| matches!(ty, ValType::I32))
    };
    ty.params().len() == parameters
        && ty.results().len() == results
        && all(Box::new(ty.params()))
        && all(Box::new(ty.results()))
}

/// A stranger's name, of which a message bears so many bytes.
fn name(name: &str) -> String {
    shown(name.as_bytes(), 64)
}

fn version(runtime: &WasmRuntime) -> wasmtime::Result<(u32, u32)> {
    let mut store = Store::new(&runtime.engine, State::new(&runtime.limits));
    store.limiter(|state| &mut state.growth);
    store.set_fuel(runtime.limits.fuel)?;
    let instance = runtime.module.instantiate(&mut store)?;
    let mut part = |name: &str| {
        let function = instance.get_typed_func::<(), u32>(&mut store, name)?;
        function.call(&mut store, ())
    };
    Ok((part("version_major")?, part("version_minor")?))
}
