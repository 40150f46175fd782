//! Why a file is not a driver that this host runs.

use std::fmt::{self, Display};
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use data_driver::abi::Code;
use data_driver::{Kind, Report};

use crate::{Fault, Integrity, words};

/// Why a file is not a driver that this host runs.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// The file could not be read.
    #[error("cannot read {}: {error}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        #[source]
        error: io::Error,
    },
    /// The file is larger than the limit.
    #[error("the driver has {size} bytes, more than the limit of {limit}")]
    TooLarge {
        /// Size of the file in bytes, or as much of it as was read.
        size: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// The file is not the one that was asked for.
    #[error("the driver is not the pinned one: expected {expected}, found {found}")]
    Integrity {
        /// The hash that was asked for.
        expected: Integrity,
        /// The hash of the file.
        found: Integrity,
    },
    /// The file is not a WebAssembly module, or uses a part of WebAssembly that drivers must not.
    #[error("not a WebAssembly module that can run here: {0}")]
    Invalid(String),
    /// The module has more of something than it may, so that compiling it could take long or much memory.
    #[error("{}the driver has {found} {what}, more than the limit of {limit}", in_function(*function))]
    Structure {
        /// The function, counted from 0, imported ones first; `None` for the module.
        function: Option<usize>,
        /// Of what there are too many.
        what: &'static str,
        /// How many there are, as far as they were counted.
        found: usize,
        /// The limit.
        limit: usize,
    },
    /// Compiling the module was ended, as it took longer than it may.
    #[error("compiling the driver takes longer than the limit of {0:?}")]
    CompileTime(Duration),
    /// Compiling the module was ended, as it needed more memory than it may.
    #[error("compiling the driver needs more memory than the limit of {0} bytes")]
    CompileMemory(usize),
    /// The module brings the compiler down, which did so in a process of its own.
    #[error("the compiler fails over the driver: {0}")]
    Compiler(String),
    /// The module wants something from its host, and a driver must not.
    #[error("a driver must not import anything, this one imports {}", words::names(.0.iter().map(String::as_str)))]
    Imports(Vec<String>),
    /// The module does not export what a driver exports.
    #[error("not a data driver: {}", list(.0))]
    Exports(Vec<ExportMismatch>),
    /// A custom section cannot be read.
    #[error("the section {name}: {reason}")]
    Section {
        /// Name of the section.
        name: &'static str,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The driver failed before the first call.
    #[error("the driver does not start: {0}")]
    Start(#[source] Fault),
    /// The driver reports an error where it should tell its version.
    #[error("the driver does not tell its version: {0}")]
    Version(#[source] Box<Report>),
}

/// An export that is missing or of the wrong type.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExportMismatch {
    /// Name of the export.
    pub name: &'static str,
    /// The type it should have.
    pub expected: &'static str,
    /// The type it has; `None` where there is no such export.
    pub found: Option<String>,
}

impl Display for ExportMismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, expected, .. } = self;
        match &self.found {
            None => write!(f, "{name} is missing"),
            Some(found) => write!(f, "{name} is {found} instead of {expected}"),
        }
    }
}

fn in_function(function: Option<usize>) -> String {
    function.map_or_else(String::new, |function| format!("function {function}: "))
}

fn list(items: &[impl Display]) -> String {
    let items: Vec<String> = items.iter().map(ToString::to_string).collect();
    items.join(", ")
}

/// Whether the file begins as every module does. The words of those that parse and compile take a dozen lines for it, and differ.
pub(crate) fn check_beginning(wasm: &[u8]) -> Result<(), LoadError> {
    match wasm.starts_with(b"\0asm") {
        true => Ok(()),
        false => Err(LoadError::Invalid("it does not begin as one".into())),
    }
}

impl LoadError {
    /// The one shape in which every host shows an error.
    #[must_use]
    pub fn report(&self) -> Report {
        let kind = match self {
            Self::Start(fault) => fault.cause().kind(),
            Self::TooLarge { .. }
            | Self::Structure { .. }
            | Self::CompileTime(_)
            | Self::CompileMemory(_) => Kind::LimitExceeded,
            _ => Kind::Load,
        };
        Report::new(Code::OperationError, kind, self.to_string())
    }
}
