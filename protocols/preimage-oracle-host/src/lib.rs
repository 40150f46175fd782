#![doc = include_str!("../README.md")]
#![deny(unsafe_code)]

mod backend;
mod clock;
mod counts;
mod descriptors;
mod error;
mod limits;
mod patient;
mod pipe;
mod process;
mod program;
mod recorder;
mod recording;
mod relay;
mod serve;
mod session;
mod source;
mod store;
mod wasm;

pub use backend::Backend;
pub use counts::Counts;
pub use descriptors::Descriptors;
pub use error::{Failure, Result};
pub use limits::Limits;
pub use patient::Patient;
pub use pipe::TimedPipe;
pub use program::{Ended, Program};
pub use recording::{Entry, Recording};
pub use relay::Relay;
pub use serve::Host;
pub use source::HintFolder;
pub use store::{FolderStore, MemoryStore, Store};
