#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod arbitrary;
mod check;
pub mod decimal;
pub mod diff;
pub mod draw;
pub mod sample;
pub mod subject;
pub mod text;
pub mod truth;
pub mod validator;

pub use check::{Finding, Outcome, Subject, Verdict, check};
pub use sample::sample;
