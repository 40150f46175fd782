//! What can go wrong while a driver is built.

use std::fmt::Display;
use std::io;
use std::path::PathBuf;

use crate::exports::Problem;
use crate::layout::{Moved, Unreadable};
use crate::runner::RunError;
use crate::vectors::Disagreement;

/// Why a driver was not built.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No toolchain on this machine compiles for WebAssembly, and none could be installed.
    #[error("{0}")]
    NoToolchain(crate::toolchain::Missing),

    /// An environment variable holds a value that means nothing.
    #[error("{variable}={value}: expected {expected}")]
    Variable {
        /// The variable's name.
        variable: &'static str,
        /// What it holds.
        value: String,
        /// The values it may hold.
        expected: &'static str,
    },

    /// A program could not be started.
    #[error("cannot run `{command}`: {source}")]
    Start {
        /// The program and its arguments.
        command: String,
        /// What the system said.
        source: io::Error,
    },

    /// A program ran and failed.
    #[error("`{command}` failed ({status}){}", after_newline(.output))]
    Failed {
        /// The program and its arguments.
        command: String,
        /// Its exit status.
        status: std::process::ExitStatus,
        /// What it wrote to its error stream, where that was not shown already.
        output: String,
    },

    /// A program's answer was not what it promises.
    #[error("`{command}` answered something unexpected: {what}")]
    Answer {
        /// The program and its arguments.
        command: String,
        /// What is wrong with the answer.
        what: String,
    },

    /// A new package cannot have this name.
    #[error(
        "{name:?} is no name for a driver: expected lower-case letters, digits, `-` and `_`, a letter first"
    )]
    Name {
        /// The name.
        name: String,
    },

    /// A new package cannot have this name, as its code needs another one of that name.
    #[error("{name:?} is no name for a driver: a crate that the driver needs has it")]
    Taken {
        /// The name.
        name: String,
    },

    /// Where a new package is to be, something is already.
    #[error("{}: it is there already", .path.display())]
    There {
        /// The folder.
        path: PathBuf,
    },

    /// Neither a directory nor one above it is a package's.
    #[error("{}: there is no Cargo.toml here or in a folder above", .directory.display())]
    NoManifest {
        /// The directory.
        directory: PathBuf,
    },

    /// The workspace has no such package.
    #[error("the workspace at {} has no package named `{package}`", .workspace.display())]
    NoPackage {
        /// The name that was asked for.
        package: String,
        /// The workspace's root directory.
        workspace: PathBuf,
    },

    /// The package's `[package.metadata.data-driver]` is not understood.
    #[error("package `{package}`: [package.metadata.data-driver] {what}")]
    Metadata {
        /// The package's name.
        package: String,
        /// What is wrong with the table.
        what: String,
    },

    /// The driver's file is larger than its manifest allows.
    #[error(
        "package `{package}`: the driver is served in {size} bytes without golden vectors, and its manifest allows {most}"
    )]
    Large {
        /// The package's name.
        package: String,
        /// The size of the file with the sections that are always there, compressed.
        size: usize,
        /// What the manifest says.
        most: usize,
    },

    /// The module was compiled but is not a driver.
    #[error("package `{package}` does not make a data driver:{}", lines(.problems))]
    NotADriver {
        /// The package's name.
        package: String,
        /// Everything that is wrong, at least one entry.
        problems: Vec<Problem>,
    },

    /// The driver gave no schema, or one that is none.
    #[error("package `{package}`: the driver's schema: {source}")]
    Schema {
        /// The package's name.
        package: String,
        /// What the runner said, or what is wrong with the document.
        source: RunError,
    },

    /// What the driver's calls take cannot be measured.
    #[error("package `{package}`: what calls of the driver take cannot be measured: {source}")]
    Cost {
        /// The package's name.
        package: String,
        /// What the runner said.
        source: RunError,
    },

    /// The driver cannot be asked anything.
    #[error("package `{package}`: the driver does not load: {source}")]
    Load {
        /// The package's name.
        package: String,
        /// What the runner said.
        source: RunError,
    },

    /// The driver does not do what its golden vectors say.
    #[error("package `{package}`: the driver disagrees with its golden vectors:{}", lines(.disagreements))]
    Disagrees {
        /// The package's name.
        package: String,
        /// Where, at least one entry.
        disagreements: Vec<Disagreement>,
    },

    /// Bytes are laid out in another way than the lock file says.
    #[error(
        "package `{package}`: a compiler, a dependency or an edit has moved bytes, so that contracts and drivers of before are not understood; {} says otherwise:{}\n\
         To accept the new layout: `data-driver build --accept-layout`",
        .path.display(), lines(.moved)
    )]
    Layout {
        /// The package's name.
        package: String,
        /// The lock file.
        path: PathBuf,
        /// What is laid out in another way, at least one entry.
        moved: Vec<Moved>,
    },

    /// The module has a description of its layout that cannot be read.
    #[error("package `{package}`: {source}")]
    LayoutSection {
        /// The package's name.
        package: String,
        /// What is wrong with it.
        source: Unreadable,
    },

    /// The driver's golden vectors are not what they shall be.
    #[error("{}: {what}", .path.display())]
    Vector {
        /// The file or folder.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },

    /// The bytes are not a WebAssembly module.
    #[error(transparent)]
    Malformed(#[from] crate::module::Malformed),

    /// A file could not be read or written.
    #[error("{}: {source}", .path.display())]
    Io {
        /// The file or directory.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// What building gives.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// Attaches the path to an error of the file system.
    pub(crate) fn io(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { path, source }
    }
}

fn after_newline(output: &str) -> String {
    let output = output.trim();
    if output.is_empty() {
        String::new()
    } else {
        format!("\n{output}")
    }
}

fn lines(items: &[impl Display]) -> String {
    items.iter().map(|item| format!("\n  - {item}")).collect()
}
