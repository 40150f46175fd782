//! What is wrong with bytes.

use alloc::string::String;

use thiserror::Error;

/// Bytes that are no value of a type.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("at byte {offset}: expected {expected}, found {found}")]
pub struct Fault {
    /// What kind of mistake it is.
    pub kind: FaultKind,
    /// The byte, from 0, where something else is than expected.
    pub offset: usize,
    /// What was expected there.
    pub expected: String,
    /// What is there.
    pub found: String,
}

/// The kinds of [`Fault`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FaultKind {
    /// There are too few bytes, or too many.
    Length,
    /// The bytes that are there mean nothing.
    Value,
}
