#![doc = include_str!("../README.md")]
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(target_family = "wasm")]
extern crate std;

mod convert;
mod jubjub_keys;
mod macros;
mod phoenix;
mod points;
mod stake;
mod transfer;
mod types;
mod unit;
mod withdraw;

pub use convert::{json_to_rkyv, rkyv_to_json};
pub use types::Dusk;
