//! The shape of a driver: what the module must export, and that it imports nothing.

use std::fmt;

use data_driver::abi::{MAX_MEMORY, exports as abi};
use wasm_encoder::{ExportKind, ExportSection};
use wasmparser::types::{EntityType, TypesRef};
use wasmparser::{Export, ExternalKind, FuncType, Payload, ValType, Validator, WasmFeatures};

use crate::module::{self, Edit, Malformed};

/// Bytes in a page, the unit in which a module declares its memory.
const PAGE_SIZE: u64 = 65_536;

/// The most pages a driver's memory may have.
const MAX_PAGES: u64 = MAX_MEMORY as u64 / PAGE_SIZE;

/// A function that a driver exports: its name, how many `i32` it takes, and whether it returns one.
type Function = (&'static str, usize, bool);

const FUNCTIONS: [Function; 11] = [
    (abi::ALLOC, 1, true),
    (abi::DEALLOC, 2, false),
    (abi::INIT, 0, false),
    (abi::ENCODE_INPUT_FN, 6, true),
    (abi::DECODE_INPUT_FN, 6, true),
    (abi::DECODE_OUTPUT_FN, 6, true),
    (abi::DECODE_EVENT, 6, true),
    (abi::GET_SCHEMA, 2, true),
    (abi::GET_VERSION, 2, true),
    (abi::GET_LAST_ERROR, 2, true),
    (abi::GET_LAST_ERROR_DETAILS, 2, true),
];

/// One reason why a module is not a driver.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// It imports something; no host gives a driver anything.
    Import {
        /// The import's module and name, `env.now`.
        name: String,
    },
    /// It lacks an export.
    Missing {
        /// The export's name.
        name: &'static str,
    },
    /// An export has another type than the interface says.
    Type {
        /// The export's name.
        name: &'static str,
        /// The type the interface says.
        expected: String,
        /// The type it has.
        found: String,
    },
    /// Its memory may grow without a bound, or past the bound.
    MemoryMaximum {
        /// The declared maximum in pages of 64 KiB, if there is one.
        found: Option<u64>,
    },
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Import { name } => write!(f, "imports `{name}`; a driver imports nothing"),
            Self::Missing { name } if *name == abi::ENCODE_INPUT_FN => write!(
                f,
                "does not export `{name}`: write `data_driver::export!(…)` with the driver once in the crate"
            ),
            Self::Missing { name } => write!(f, "does not export `{name}`"),
            Self::Type {
                name,
                expected,
                found,
            } => {
                write!(f, "exports `{name}` as {found}; expected {expected}")
            }
            Self::MemoryMaximum { found: None } => {
                write!(
                    f,
                    "its memory has no maximum; expected at most {MAX_PAGES} pages"
                )
            }
            Self::MemoryMaximum { found: Some(pages) } => {
                write!(
                    f,
                    "its memory may grow to {pages} pages; expected at most {MAX_PAGES}"
                )
            }
        }
    }
}

/// Everything that keeps the module from being a driver; empty when it is one.
///
/// The module is also validated, against what every supported host runs (WebAssembly 2.0) or, with
/// `extra_features`, against the newer proposals too.
///
/// # Errors
/// [`Malformed`] when the module is not valid.
pub fn check(wasm: &[u8], extra_features: bool) -> Result<Vec<Problem>, Malformed> {
    let features = if extra_features {
        WasmFeatures::default() | WasmFeatures::WIDE_ARITHMETIC
    } else {
        WasmFeatures::WASM2
    };
    module::check_beginning(wasm)?;
    let types = Validator::new_with_features(features).validate_all(wasm)?;

    let mut problems = Vec::new();
    let mut exports = Vec::new();
    module::walk(wasm, |payload| {
        match payload {
            Payload::ImportSection(section) => {
                for import in section.clone().into_imports() {
                    let import = import?;
                    let name = format!("{}.{}", import.module, import.name);
                    problems.push(Problem::Import { name });
                }
            }
            Payload::ExportSection(section) => {
                for export in section.clone() {
                    exports.push(export?);
                }
            }
            _ => {}
        }
        Ok(())
    })?;

    let find = |name| exports.iter().find(|export| export.name == name);
    match find(abi::MEMORY) {
        Some(export) => problems.extend(check_memory(types.as_ref(), export)),
        None => problems.push(Problem::Missing { name: abi::MEMORY }),
    }
    for function in FUNCTIONS {
        match find(function.0) {
            Some(export) => problems.extend(check_function(types.as_ref(), export, function)),
            None => problems.push(Problem::Missing { name: function.0 }),
        }
    }
    Ok(problems)
}

/// The module without the exports that are no part of the interface.
///
/// Linkers add some (`__heap_base`, `__data_end`), and what is exported cannot be optimised away.
///
/// # Errors
/// [`Malformed`] when the bytes are not a WebAssembly module.
pub fn keep_interface(wasm: &[u8]) -> Result<Vec<u8>, Malformed> {
    let module = module::rewrite(wasm, |payload| {
        let Payload::ExportSection(section) = payload else {
            return Ok(Edit::Keep);
        };
        let mut kept = ExportSection::new();
        for export in section.clone() {
            let export = export?;
            let kind = match export.kind {
                ExternalKind::Func if FUNCTIONS.iter().any(|f| f.0 == export.name) => {
                    ExportKind::Func
                }
                ExternalKind::Memory if export.name == abi::MEMORY => ExportKind::Memory,
                _ => continue,
            };
            kept.export(export.name, kind, export.index);
        }
        Ok(Edit::Exports(kept))
    })?;
    Ok(module.finish())
}

fn check_memory(types: TypesRef<'_>, export: &Export<'_>) -> Option<Problem> {
    match types.entity_type_from_export(export) {
        Some(EntityType::Memory(memory)) => match memory.maximum {
            Some(pages) if pages <= MAX_PAGES => None,
            found => Some(Problem::MemoryMaximum { found }),
        },
        other => Some(Problem::Type {
            name: abi::MEMORY,
            expected: "a memory".to_owned(),
            found: describe(types, other),
        }),
    }
}

fn check_function(types: TypesRef<'_>, export: &Export<'_>, function: Function) -> Option<Problem> {
    let (name, parameters, result) = function;
    let expected = FuncType::new(
        vec![ValType::I32; parameters],
        result.then_some(ValType::I32),
    );
    let expected = signature(&expected);
    let found = describe(types, types.entity_type_from_export(export));
    (found != expected).then_some(Problem::Type {
        name,
        expected,
        found,
    })
}

fn describe(types: TypesRef<'_>, entity: Option<EntityType>) -> String {
    match entity {
        Some(EntityType::Func(id) | EntityType::FuncExact(id)) => {
            signature(types[id].unwrap_func())
        }
        Some(EntityType::Memory(_)) => "a memory".to_owned(),
        Some(EntityType::Table(_)) => "a table".to_owned(),
        Some(EntityType::Global(_)) => "a global".to_owned(),
        Some(EntityType::Tag(_)) => "a tag".to_owned(),
        None => "nothing".to_owned(),
    }
}

fn signature(function: &FuncType) -> String {
    let list = |types: &[ValType]| {
        types
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(", ")
    };
    format!(
        "({}) -> ({})",
        list(function.params()),
        list(function.results())
    )
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        CodeSection, ConstExpr, EntityType as Import, Function as Body, FunctionSection,
        GlobalSection, GlobalType, ImportSection, Instruction, MemorySection, MemoryType, Module,
        TypeSection, ValType as Type,
    };

    use super::*;

    /// A module made of parts that a test may change.
    struct Shape {
        functions: Vec<Function>,
        maximum: Option<u64>,
        import: Option<(&'static str, &'static str)>,
        extra_export: Option<&'static str>,
    }

    impl Default for Shape {
        fn default() -> Self {
            Self {
                functions: FUNCTIONS.to_vec(),
                maximum: Some(MAX_PAGES),
                import: None,
                extra_export: None,
            }
        }
    }

    impl Shape {
        fn module(&self) -> Vec<u8> {
            let (mut types, mut functions) = (TypeSection::new(), FunctionSection::new());
            let (mut exports, mut code) = (ExportSection::new(), CodeSection::new());
            let mut imports = ImportSection::new();
            let mut first = 0;
            if let Some((module, name)) = self.import {
                types.ty().function([], []);
                imports.import(module, name, Import::Function(0));
                first = 1;
            }
            for (index, (name, parameters, result)) in (first..).zip(&self.functions) {
                types
                    .ty()
                    .function(vec![Type::I32; *parameters], result.then_some(Type::I32));
                functions.function(index);
                exports.export(name, ExportKind::Func, index);
                let mut body = Body::new([]);
                body.instruction(&Instruction::Unreachable)
                    .instruction(&Instruction::End);
                code.function(&body);
            }
            let mut memory = MemorySection::new();
            memory.memory(MemoryType {
                minimum: 1,
                maximum: self.maximum,
                memory64: false,
                shared: false,
                page_size_log2: None,
            });
            exports.export(abi::MEMORY, ExportKind::Memory, 0);
            let mut globals = GlobalSection::new();
            globals.global(
                GlobalType {
                    val_type: Type::I32,
                    mutable: false,
                    shared: false,
                },
                &ConstExpr::i32_const(0),
            );
            if let Some(name) = self.extra_export {
                exports.export(name, ExportKind::Global, 0);
            }
            let mut module = Module::new();
            module
                .section(&types)
                .section(&imports)
                .section(&functions)
                .section(&memory);
            module.section(&globals).section(&exports).section(&code);
            module.finish()
        }

        fn problems(&self) -> Vec<Problem> {
            check(&self.module(), false).unwrap()
        }
    }

    #[test]
    fn what_makes_the_exports_is_named() {
        let problem = Problem::Missing {
            name: abi::ENCODE_INPUT_FN,
        };
        assert!(
            problem
                .to_string()
                .contains("write `data_driver::export!(…)`")
        );
    }

    #[test]
    fn a_driver_has_no_problem() {
        assert_eq!(Shape::default().problems(), []);
    }

    #[test]
    fn imports_are_named() {
        let shape = Shape {
            import: Some(("env", "now")),
            ..Shape::default()
        };
        let problems = shape.problems();
        assert_eq!(
            problems,
            [Problem::Import {
                name: "env.now".to_owned()
            }]
        );
        assert_eq!(
            problems[0].to_string(),
            "imports `env.now`; a driver imports nothing"
        );
    }

    #[test]
    fn each_export_is_needed() {
        for index in 0..FUNCTIONS.len() {
            let mut shape = Shape::default();
            let (name, ..) = shape.functions.remove(index);
            assert_eq!(shape.problems(), [Problem::Missing { name }]);
        }
        let nothing = Module::new().finish();
        assert_eq!(check(&nothing, false).unwrap().len(), FUNCTIONS.len() + 1);
    }

    #[test]
    fn each_export_has_its_type() {
        for (index, (name, ..)) in FUNCTIONS.into_iter().enumerate() {
            let mut shape = Shape::default();
            shape.functions[index].1 += 1;
            let problems = shape.problems();
            assert!(
                matches!(problems[..], [Problem::Type { name: found, .. }] if found == name),
                "{problems:?}"
            );
        }
        let mut shape = Shape::default();
        shape.functions[0] = (abi::ALLOC, 1, false);
        assert_eq!(
            shape.problems()[0].to_string(),
            "exports `alloc` as (i32) -> (); expected (i32) -> (i32)"
        );
    }

    #[test]
    fn a_memory_is_no_function() {
        let mut module = Module::new();
        let mut memory = MemorySection::new();
        memory.memory(MemoryType {
            minimum: 1,
            maximum: Some(1),
            memory64: false,
            shared: false,
            page_size_log2: None,
        });
        let mut exports = ExportSection::new();
        exports.export(abi::ALLOC, ExportKind::Memory, 0);
        module.section(&memory).section(&exports);
        let problems = check(&module.finish(), false).unwrap();
        assert!(
            problems.iter().any(|problem| matches!(
                problem,
                Problem::Type { name: abi::ALLOC, found, .. } if found == "a memory"
            )),
            "{problems:?}"
        );
    }

    #[test]
    fn memory_is_bounded() {
        for (maximum, fine) in [
            (Some(MAX_PAGES), true),
            (Some(1), true),
            (Some(MAX_PAGES + 1), false),
            (None, false),
        ] {
            let problems = Shape {
                maximum,
                ..Shape::default()
            }
            .problems();
            let expected = (!fine).then_some(Problem::MemoryMaximum { found: maximum });
            assert_eq!(problems, Vec::from_iter(expected));
        }
    }

    #[test]
    fn only_the_interface_stays() {
        let with = Shape {
            extra_export: Some("__heap_base"),
            ..Shape::default()
        }
        .module();
        let without = keep_interface(&with).unwrap();
        assert_eq!(without, Shape::default().module());
        assert_eq!(keep_interface(&without).unwrap(), without);
    }

    #[test]
    fn features_that_a_host_may_lack_are_refused() {
        let mut types = TypeSection::new();
        types.ty().function([], [Type::I64, Type::I64]);
        let mut functions = FunctionSection::new();
        functions.function(0);
        let mut body = Body::new([]);
        body.instruction(&Instruction::I64Const(1))
            .instruction(&Instruction::I64Const(2))
            .instruction(&Instruction::I64MulWideU)
            .instruction(&Instruction::End);
        let mut code = CodeSection::new();
        code.function(&body);
        let mut module = Module::new();
        module.section(&types).section(&functions).section(&code);
        let wasm = module.finish();

        check(&wasm, false).unwrap_err();
        check(&wasm, true).unwrap();
    }

    #[test]
    fn invalid_code_is_refused() {
        let mut wasm = Shape::default().module();
        // The last byte ends the last function.
        wasm.pop();
        check(&wasm, false).unwrap_err();
    }
}
