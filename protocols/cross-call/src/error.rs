//! What is wrong with a call, in facts.

use thiserror::Error;

use crate::Call;
use crate::scale::Fault;

/// Why a call was not run.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum DispatchError {
    /// No call has this id.
    #[error("no call has the id {id}")]
    UnknownCall {
        /// The id.
        id: u32,
    },
    /// The bytes of an argument are no value of its type.
    #[error("{call}: {argument}: {fault}", argument = .argument.name)]
    Argument {
        /// The call.
        call: &'static Call,
        /// The argument.
        argument: &'static crate::Argument,
        /// What is wrong, and at which byte of the input.
        fault: Fault,
    },
    /// There are more bytes than the arguments are.
    #[error("{call}: {fault}")]
    TrailingBytes {
        /// The call.
        call: &'static Call,
        /// What is wrong, and at which byte of the input.
        fault: Fault,
    },
}

impl DispatchError {
    /// The id that was asked for.
    #[must_use]
    pub const fn id(&self) -> u32 {
        match self {
            Self::UnknownCall { id } => *id,
            Self::Argument { call, .. } | Self::TrailingBytes { call, .. } => call.id,
        }
    }

    /// The byte of the input where it goes wrong.
    #[must_use]
    pub const fn offset(&self) -> Option<usize> {
        match self {
            Self::UnknownCall { .. } => None,
            Self::Argument { fault, .. } | Self::TrailingBytes { fault, .. } => Some(fault.offset),
        }
    }
}

/// A call came back with bytes that are no result of its type.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{call}: its result, {output}: {fault}", output = .call.output)]
pub struct CallError {
    /// The call.
    pub call: &'static Call,
    /// What is wrong, and at which byte of the result.
    pub fault: Fault,
}
