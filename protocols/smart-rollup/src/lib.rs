#![doc = include_str!("../README.md")]
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

pub mod address;
mod choice;
pub mod dac;
pub mod entrypoint;
pub mod hash;
pub mod host;
pub mod inbox;
pub mod micheline;
pub mod natural;
pub mod outbox;
pub mod reveal;
pub mod timestamp;
pub mod wire;

pub use micheline::Micheline;
pub use wire::DataEncoding;
