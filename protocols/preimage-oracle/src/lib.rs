#![doc = include_str!("../README.md")]
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

mod error;
#[cfg(feature = "driver")]
pub mod forms;
pub mod frame;
pub mod hash;
pub mod hint;
pub mod key;
pub mod local;

pub use error::{Error, Fault};
pub use hint::{Hint, HintType};
pub use key::{KeyType, PreimageKey, RawKey};
