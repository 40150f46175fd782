//! What goes wrong at the boundary, in facts.

use std::path::PathBuf;

use cross_call::{Call, CallError, DispatchError};
use thiserror::Error;

use crate::Version;

/// Why a runtime, or a host, did not run a call that the other side made.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Refusal {
    /// There is no such call, or its arguments are none.
    #[error(transparent)]
    Dispatch(#[from] DispatchError),
    /// It does not do this, and says why.
    #[error("call {id} ({name}): {reason}", name = pink_protocol::ecalls::id2name(*id))]
    Refused {
        /// The call.
        id: u32,
        /// Why.
        reason: String,
    },
    /// It panicked.
    #[error("call {id} panicked: {words}")]
    Panicked {
        /// The call.
        id: u32,
        /// What the panic says.
        words: String,
    },
    /// Its input is a null pointer with a length.
    #[error("call {id}: {len} bytes at a null pointer")]
    NoInput {
        /// The call.
        id: u32,
        /// The length.
        len: usize,
    },
}

/// Why an ecall did not come back to the host with a result. Nothing of it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Failure {
    /// The runtime is of a version that does not have the call yet.
    #[error(
        "{call} came with version {}.{} of the interface, and the runtime has {}.{}",
        call.since.0, call.since.1, version.0, version.1
    )]
    NotAvailable {
        /// The call.
        call: &'static Call,
        /// The runtime's version.
        version: Version,
    },
    /// The runtime says why it gave nothing, in its own words, shortened and on one line.
    #[error("the runtime: {0}")]
    Runtime(String),
    /// The host could not answer a call of the runtime, which ends the ecall.
    #[error("the host, asked for call {id} ({name}): {reason}", name = pink_protocol::ocalls::id2name(*id))]
    Host {
        /// The ocall.
        id: u32,
        /// Why.
        reason: String,
    },
    /// The result has more bytes than the host takes.
    #[error("the result has more than {limit} bytes")]
    TooLarge {
        /// The most that it may have.
        limit: usize,
    },
    /// The runtime handed over bytes that are not there.
    #[error("the runtime handed over {len} bytes at {ptr:#x}, which is not its memory")]
    BadPointer {
        /// Where they should be.
        ptr: u64,
        /// How many.
        len: u64,
    },
    /// The runtime took more than it may.
    #[error("the runtime used up its {what}, {limit}")]
    Limit {
        /// Of what there is so much.
        what: &'static str,
        /// How much.
        limit: u64,
    },
    /// The runtime's code stopped.
    #[error("the runtime trapped: {0}")]
    Trapped(String),
    /// The result is none of the call's type.
    #[error(transparent)]
    Result(#[from] CallError),
}

/// Why a runtime's tables were not filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum InitError {
    /// `__pink_runtime_init` did not return 0.
    #[error("the runtime was not initialised: __pink_runtime_init gave {0}")]
    Code(i32),
    /// It returned 0 and left a function out.
    #[error("the runtime filled its table without `{0}`")]
    Missing(&'static str),
}

/// Why a library is no runtime.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum LoadError {
    /// The library could not be loaded, or lacks a function.
    #[error("{path}: {reason}", path = path.display())]
    Library {
        /// The library.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// It is one, and could not begin.
    #[error("{path}: {error}", path = path.display())]
    Init {
        /// The library.
        path: PathBuf,
        /// Why.
        error: InitError,
    },
}
