//! Tests that run drivers natively, in wasmtime and in Node, and compare.
//!
//! * [`golden`]: pairs of files with bytes and JSON, made with `dusk-core`;
//! * [`contract`]: the contracts, with their drivers and the oracles: [`stake`] and [`transfer`];
//! * [`sample`]: random values of a contract's types, from a fixed seed;
//! * [`scale`]: values in SCALE with their JSON;
//! * [`arbitrary`]: random values made from a driver's document and nothing else;
//! * [`truth`]: whether the document of a driver is true of the driver;
//! * [`validator`]: JSON Schema validators for documents;
//! * [`conforms`]: whether a value looks as a description says;
//! * [`runner`]: one way to ask a driver, wherever it runs;
//! * [`oracle`]: Dusk's own drivers;
//! * [`files`]: where drivers and oracles are found.

pub mod ballot;
pub mod conforms;
pub mod contract;
pub mod drc20;
pub mod drc721;
pub mod files;
pub mod golden;
pub mod operation;
pub mod oracle;
pub mod pink_runtime;
pub mod preimage_oracle;
pub mod runner;
pub mod sample;
pub mod scale;
pub mod smart_rollup;
pub mod stake;
pub mod standard_bridge;
pub mod subject;
pub mod transfer;
pub mod truth;

pub use data_driver_conformance::{arbitrary, decimal, text, validator};

#[cfg(doctest)]
#[doc = include_str!("../../docs/json.md")]
mod json_document {}
