//! Whether a module is a driver, from its imports and exports.

use data_driver::abi::exports;
use wasmtime::{ExternType, FuncType, Module};

use crate::LoadError;
use crate::load_error::ExportMismatch;

/// A type that an export must have.
#[derive(Clone, Copy)]
enum Expected {
    Memory,
    /// Numbers of parameters and of results, all of them `i32`.
    Function(usize, usize),
}

/// Refuses a module that imports something or does not export what a driver exports.
pub(crate) fn check(module: &Module) -> Result<(), LoadError> {
    let imports: Vec<String> = module
        .imports()
        .map(|import| format!("{}.{}", import.module(), import.name()))
        .collect();
    if !imports.is_empty() {
        return Err(LoadError::Imports(imports));
    }
    let mut wrong: Vec<ExportMismatch> = exports::REQUIRED
        .into_iter()
        .filter_map(|name| mismatch(module, name))
        .collect();
    for name in [exports::INIT, exports::GET_LAST_ERROR_DETAILS] {
        if module.get_export(name).is_some() {
            wrong.extend(mismatch(module, name));
        }
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(LoadError::Exports(wrong))
    }
}

/// What is wrong with an export, if anything.
pub(crate) fn mismatch(module: &Module, name: &'static str) -> Option<ExportMismatch> {
    let expected = Expected::of(name);
    let found = module.get_export(name);
    if found.as_ref().is_some_and(|found| expected.fits(found)) {
        return None;
    }
    Some(ExportMismatch {
        name,
        expected: expected.text(),
        found: found.as_ref().map(text),
    })
}

impl Expected {
    fn of(name: &str) -> Self {
        match name {
            exports::MEMORY => Self::Memory,
            exports::ALLOC => Self::Function(1, 1),
            exports::DEALLOC => Self::Function(2, 0),
            exports::INIT => Self::Function(0, 0),
            exports::ENCODE_INPUT_FN
            | exports::DECODE_INPUT_FN
            | exports::DECODE_OUTPUT_FN
            | exports::DECODE_EVENT => Self::Function(6, 1),
            _ => Self::Function(2, 1),
        }
    }

    fn fits(self, found: &ExternType) -> bool {
        match (self, found) {
            (Self::Memory, ExternType::Memory(memory)) => !memory.is_64() && !memory.is_shared(),
            (Self::Function(params, results), ExternType::Func(function)) => {
                function.params().len() == params
                    && function.results().len() == results
                    && function.params().all(|param| param.is_i32())
                    && function.results().all(|result| result.is_i32())
            }
            _ => false,
        }
    }

    const fn text(self) -> &'static str {
        match self {
            Self::Memory => "a 32-bit memory",
            Self::Function(0, 0) => "() -> ()",
            Self::Function(1, _) => "(i32) -> i32",
            Self::Function(2, 0) => "(i32, i32) -> ()",
            Self::Function(2, _) => "(i32, i32) -> i32",
            Self::Function(..) => "(i32, i32, i32, i32, i32, i32) -> i32",
        }
    }
}

fn text(found: &ExternType) -> String {
    match found {
        ExternType::Func(function) => signature(function),
        ExternType::Memory(_) => "a memory of another kind".into(),
        ExternType::Global(_) => "a global".into(),
        ExternType::Table(_) => "a table".into(),
        ExternType::Tag(_) => "a tag".into(),
    }
}

fn signature(function: &FuncType) -> String {
    let list = |types: Vec<String>| types.join(", ");
    let params = list(function.params().map(|param| param.to_string()).collect());
    let results = list(
        function
            .results()
            .map(|result| result.to_string())
            .collect(),
    );
    if function.results().len() == 1 {
        format!("({params}) -> {results}")
    } else {
        format!("({params}) -> ({results})")
    }
}
