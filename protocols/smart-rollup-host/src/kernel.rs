//! A kernel that can be run, and why a module is none.

use std::sync::Arc;

use data_driver_host::LoadError;
use wasmparser::{
    CompositeInnerType, ExternalKind, FuncType, Parser, Payload, TypeRef, ValType, Validator,
    WasmFeatures,
};
use wasmtime::{InstancePre, Module};

use crate::imports::{FUNCTIONS, Function, MODULE, WriteDebug, fits, signature};
use crate::machine::Machine;
use crate::profile::instrument;
use crate::run::Run;
use crate::{Limits, Version};

/// The function that is called.
pub const ENTRY: &str = "kernel_run";

/// The parts of WebAssembly that a kernel may use: the second version of its standard, without floating-point numbers,
/// whose bits are not the same everywhere.
pub(crate) const FEATURES: WasmFeatures = WasmFeatures::WASM2
    .difference(WasmFeatures::FLOATS)
    .difference(WasmFeatures::GC_TYPES);

/// Why a module is no kernel.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KernelError {
    /// It has too many bytes.
    #[error("expected a kernel of at most {limit} bytes, found {found}")]
    TooLarge {
        /// How many it has.
        found: usize,
        /// How many it may have.
        limit: usize,
    },
    /// It is no WebAssembly, or of a kind that kernels must not be: floating-point numbers, for one.
    #[error("at byte {offset:#x}: {message}")]
    Invalid {
        /// Where in the module.
        offset: usize,
        /// What is wrong.
        message: String,
    },
    /// It has more of something than is compiled here.
    #[error("{}the kernel has {found} {what}, more than the limit of {limit}", in_function(*function))]
    Structure {
        /// The function, imported ones first; `None` for the module.
        function: Option<usize>,
        /// Of what there are too many.
        what: &'static str,
        /// How many there are, as far as they were counted.
        found: usize,
        /// The limit.
        limit: usize,
    },
    /// It imports what is no host function, or not yet in this version of the virtual machine.
    #[error("the import {module}.{name} is not known in version {version}")]
    UnknownImport {
        /// The module that it is to come from.
        module: String,
        /// Its name.
        name: String,
        /// The version of the virtual machine.
        version: Version,
    },
    /// It imports a host function under another type.
    #[error("the import {MODULE}.{name} has the type {expected}, not {found}")]
    WrongImport {
        /// Its name.
        name: String,
        /// Its type.
        expected: String,
        /// The type that it is imported under.
        found: String,
    },
    /// It has no memory of its own, or does not export it.
    #[error("expected one memory that is exported, found {memories} with {exported} exported")]
    Memory {
        /// How many memories it has.
        memories: usize,
        /// How many it exports.
        exported: usize,
    },
    /// It exports no function `kernel_run`, or one of another type.
    #[error("expected an exported function {ENTRY} of the type () -> (), found {found}")]
    Entry {
        /// What it exports under that name.
        found: String,
    },
    /// It cannot be started: its start function or the places of its data trap.
    #[error("the kernel cannot be started: {0}")]
    Start(String),
    /// The compiler does not take it.
    #[error("the kernel cannot be compiled: {0}")]
    Compile(String),
}

fn in_function(function: Option<usize>) -> String {
    function.map_or_else(String::new, |index| format!("function {index}: "))
}

/// A kernel that has been checked and compiled.
pub(crate) struct Kernel {
    pub(crate) instance: InstancePre<Run>,
    pub(crate) memory: String,
}

/// A kernel that tells when its functions begin and end.
pub(crate) struct Profiled {
    pub(crate) kernel: Kernel,
    pub(crate) wrapped: Vec<u64>,
    pub(crate) names: Arc<[Option<String>]>,
}

/// What is known of a module after it has been checked.
pub(crate) struct Checked {
    pub(crate) memory: String,
    pub(crate) write_debug: WriteDebug,
}

/// Checks that a module is a kernel.
///
/// # Errors
/// Why it is none.
pub(crate) fn check(
    wasm: &[u8],
    version: Version,
    limits: &Limits,
) -> Result<Checked, KernelError> {
    if wasm.len() > limits.kernel {
        return Err(KernelError::TooLarge {
            found: wasm.len(),
            limit: limits.kernel,
        });
    }
    if let Err(LoadError::Structure {
        function,
        what,
        found,
        limit,
    }) = limits.structure.check(wasm)
    {
        return Err(KernelError::Structure {
            function,
            what,
            found,
            limit,
        });
    }
    Validator::new_with_features(FEATURES)
        .validate_all(wasm)
        .map_err(invalid)?;
    let mut module = Contents::default();
    module.read(wasm, version).map_err(|error| match error {
        Stop::Malformed(error) => invalid(error),
        Stop::Import(error) => *error,
    })?;
    let found = match module.entry.and_then(|index| module.functions.get(index)) {
        Some(ty) if ty.params().is_empty() && ty.results().is_empty() => None,
        Some(ty) => Some(format!(
            "one of the type {}",
            signature(ty.params(), ty.results())
        )),
        None => Some("none".to_owned()),
    };
    // The order of the virtual machine: it looks for the memory while it makes the instance, for the function behind it.
    let exported = module.exported_memories;
    let [memory] = exported.as_slice() else {
        return Err(KernelError::Memory {
            memories: module.memories,
            exported: exported.len(),
        });
    };
    if let Some(found) = found {
        return Err(KernelError::Entry { found });
    }
    Ok(Checked {
        memory: memory.clone(),
        write_debug: module.write_debug,
    })
}

fn invalid(error: wasmparser::BinaryReaderError) -> KernelError {
    KernelError::Invalid {
        offset: error.offset(),
        message: error.message().to_owned(),
    }
}

impl Kernel {
    pub(crate) fn new(
        machine: &Machine,
        wasm: &[u8],
        version: Version,
    ) -> Result<Self, KernelError> {
        let checked = check(wasm, version, &machine.limits)?;
        Self::compile(machine, wasm, &checked)
    }

    /// The same kernel, telling when its functions begin and end.
    pub(crate) fn profiled(
        machine: &Machine,
        wasm: &[u8],
        version: Version,
    ) -> Result<Profiled, KernelError> {
        let checked = check(wasm, version, &machine.limits)?;
        let instrumented = instrument(wasm).map_err(KernelError::Compile)?;
        Ok(Profiled {
            kernel: Self::compile(machine, &instrumented.wasm, &checked)?,
            wrapped: instrumented.wrapped,
            names: instrumented.names.into(),
        })
    }

    fn compile(machine: &Machine, wasm: &[u8], checked: &Checked) -> Result<Self, KernelError> {
        let compile = |error: wasmtime::Error| KernelError::Compile(format!("{error:#}"));
        let module = Module::new(&machine.engine, wasm).map_err(compile)?;
        let linker = machine.linker(checked.write_debug);
        Ok(Self {
            instance: linker.instantiate_pre(&module).map_err(compile)?,
            memory: checked.memory.clone(),
        })
    }
}

#[derive(Default)]
struct Contents {
    types: Vec<Option<FuncType>>,
    functions: Vec<FuncType>,
    memories: usize,
    exported_memories: Vec<String>,
    entry: Option<usize>,
    write_debug: WriteDebug,
}

enum Stop {
    Malformed(wasmparser::BinaryReaderError),
    Import(Box<KernelError>),
}

impl From<wasmparser::BinaryReaderError> for Stop {
    fn from(error: wasmparser::BinaryReaderError) -> Self {
        Self::Malformed(error)
    }
}

impl Contents {
    fn read(&mut self, wasm: &[u8], version: Version) -> Result<(), Stop> {
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::TypeSection(groups) => {
                    for group in groups {
                        for ty in group?.into_types() {
                            self.types.push(match ty.composite_type.inner {
                                CompositeInnerType::Func(ty) => Some(ty),
                                _ => None,
                            });
                        }
                    }
                }
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        let import = import?;
                        self.import(import.module, import.name, import.ty, version)?;
                    }
                }
                Payload::FunctionSection(functions) => {
                    for ty in functions {
                        self.functions.extend(self.function_type(ty?));
                    }
                }
                Payload::MemorySection(memories) => self.memories += memories.count() as usize,
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export?;
                        match export.kind {
                            ExternalKind::Memory => {
                                self.exported_memories.push(export.name.to_owned());
                            }
                            ExternalKind::Func if export.name == ENTRY => {
                                self.entry = Some(export.index as usize);
                            }
                            _ => {}
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn function_type(&self, index: u32) -> Option<FuncType> {
        self.types.get(index as usize).cloned().flatten()
    }

    fn import(
        &mut self,
        module: &str,
        name: &str,
        ty: TypeRef,
        version: Version,
    ) -> Result<(), Stop> {
        let function = FUNCTIONS.iter().find(|function| function.name == name);
        let known = function.filter(|function| module == MODULE && function.since <= version);
        let Some(known) = known else {
            return Err(Stop::Import(Box::new(KernelError::UnknownImport {
                module: module.to_owned(),
                name: name.to_owned(),
                version,
            })));
        };
        let found = match ty {
            TypeRef::Func(index) => self.function_type(index),
            _ => None,
        };
        let Some(found) = found else {
            return Err(wrong_import(known, "no function".to_owned()));
        };
        if !fits(known, found.params(), found.results()) {
            return Err(wrong_import(
                known,
                signature(found.params(), found.results()),
            ));
        }
        if name == "write_debug" && found.results() == [ValType::I32] {
            self.write_debug = WriteDebug::Number;
        }
        self.functions.push(found);
        Ok(())
    }
}

fn wrong_import(function: &Function, found: String) -> Stop {
    Stop::Import(Box::new(KernelError::WrongImport {
        name: function.name.to_owned(),
        expected: signature(function.params, function.results),
        found,
    }))
}
