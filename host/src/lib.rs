#![doc = include_str!("../README.md")]
#![deny(unsafe_code)]

mod buffers;
mod cache;
mod cancel;
mod compiled;
mod compiler;
mod contract;
mod driver;
mod engine;
mod error;
mod fault;
mod feed;
mod guest;
mod host;
mod idle;
mod inspect;
mod instance;
mod interface;
mod intern;
mod last_error;
mod limits;
mod lines;
mod load_error;
// For the server, whose lines are read in the same way.
#[doc(hidden)]
pub mod object;
mod pool;
mod private;
mod program;
mod read_file;
mod registry;
mod size;
mod stack;
mod stated;
mod stats;
mod strict;
mod structure;
mod ticker;
#[cfg(feature = "tracing")]
mod trace;
mod value;
mod words;

pub use cancel::{CancelOnDrop, Cancellation};
pub use compiler::{Compiler, compile_for_parent};
pub use data_driver::{ConvertibleContract, Decode, JsonValue, Kind, Report};
pub use data_driver_trust::{Integrity, InvalidIntegrity};
pub use driver::Driver;
pub use error::Error;
pub use fault::{Cause, Fault};
pub use feed::Feed;
pub use host::{Host, HostBuilder};
pub use inspect::{Sections, inspect};
pub use limits::{Limits, MAX_SCHEMA};
pub use lines::{MAX_LINE, Progress};
pub use load_error::{ExportMismatch, LoadError};
pub use pool::PoolStats;
pub use read_file::read_file;
pub use registry::{Registry, RegistryStats, Source};
pub use stats::HostStats;
pub use structure::Structure;
pub use value::read as read_value;
