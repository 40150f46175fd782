#![doc = include_str!("../README.md")]
#![no_std]
#![deny(unsafe_code)]

extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

mod block_on;
mod channel;
mod comms;
mod entry;
mod error;
#[cfg(feature = "driver")]
pub mod forms;
pub mod frame;
pub mod hash;
pub mod hint;
pub mod io;
pub mod key;
pub mod local;
pub mod oracle;
#[cfg(feature = "std")]
mod streams;
mod traits;

pub use block_on::block_on;
pub use channel::{Channel, ChannelError, ChannelResult};
pub use comms::Comms;
pub use error::{Error, Fault};
pub use hint::{Hint, HintType};
pub use io::{BasicKernelInterface, FileDescriptor, PipeHandle};
pub use key::{KeyType, PreimageKey, PreimageKeyType, RawKey};
pub use oracle::{
    HintReader, HintWriter, OracleReader, OracleServer, PreimageOracleError, PreimageOracleResult,
};
#[cfg(feature = "std")]
pub use streams::StreamChannel;
pub use traits::{
    CommsClient, HintReaderServer, HintRouter, HintWriterClient, PreimageFetcher,
    PreimageOracleClient, PreimageOracleServer,
};
