#![doc = include_str!("../README.md")]
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

pub mod address;
mod choice;
pub mod dac;
pub mod entrypoint;
mod error;
pub mod hash;
pub mod host;
pub mod inbox;
mod members;
pub mod micheline;
pub mod natural;
pub mod outbox;
pub mod reveal;
pub mod timestamp;
pub mod wire;

pub use error::Error;
pub use micheline::Micheline;
pub use wire::DataEncoding;
