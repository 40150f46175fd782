//! A driver of generated types, for tests that what compiles is true.

#![forbid(unsafe_code)]

#[rustfmt::skip]
mod generated;

pub use generated::GeneratedDriver;
