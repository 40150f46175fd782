//! Tests that run drivers natively, in wasmtime and in Node, and compare.
//!
//! * [`golden`]: pairs of files with bytes and JSON, made with `dusk-core`;
//! * [`sample`] and [`stake`]: random values of a contract's types, from a fixed seed;
//! * [`runner`]: one way to ask a driver, wherever it runs;
//! * [`oracle`]: Dusk's own drivers;
//! * [`files`]: where drivers and oracles are found.

pub mod files;
pub mod golden;
pub mod operation;
pub mod oracle;
pub mod runner;
pub mod sample;
pub mod stake;
