//! What the Rust host lets a module be made of.

use serde::Deserialize;

/// What the Rust host lets a module be made of; a test holds them to it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(
    missing_docs,
    reason = "they are those of `data_driver_host::Structure`, which explains them"
)]
pub struct Limits {
    pub types: usize,
    pub operands: usize,
    pub functions: usize,
    pub function: usize,
    pub code: usize,
    pub locals: usize,
    pub nesting: usize,
    pub loops: usize,
    pub joins: usize,
    pub all_joins: usize,
    pub variables: usize,
    pub all_variables: usize,
    pub tables: usize,
    pub globals: usize,
    pub exports: usize,
    pub imports: usize,
    pub name: usize,
    pub segments: usize,
    pub elements: usize,
    pub data: usize,
}
