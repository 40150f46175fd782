#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod apt;
pub mod budget;
mod compile;
mod describe;
mod driver;
#[cfg(feature = "wasm-opt")]
mod embedded;
mod error;
pub mod exports;
mod files;
pub mod layout;
mod lock;
mod meta;
mod module;
mod optimize;
mod paths;
mod process;
mod runner;
pub mod scaffold;
pub mod schema;
pub mod sections;
pub mod served;
pub mod toolchain;
pub mod types;
pub mod vectors;
mod workspace;

pub use driver::{Builder, Built, Options};
pub use error::{Error, Result};
pub use module::Malformed;
pub use runner::{Call, RunError, Runner};
pub use toolchain::Toolchain;
pub use workspace::{Package, Workspace};

/// Called with one line for each step that takes time: a download, an installation, a long run.
pub type Progress<'a> = &'a mut dyn FnMut(&str);
