#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod arbitrary;
pub mod decimal;
mod draw;
pub mod sample;
pub mod subject;
pub mod text;
pub mod truth;
pub mod validator;

pub use sample::sample;
