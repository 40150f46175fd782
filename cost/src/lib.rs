#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod measure;
mod program;

pub use measure::{Points, answer, measure};
pub use program::{Answer, Cost, Program, Running};
pub use wasmtime::{Error, Result};
