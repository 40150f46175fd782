#![doc = include_str!("../README.md")]
#![no_std]
#![allow(
    clippy::cast_possible_truncation,
    reason = "the derived code of SCALE casts the indices of variants, which are few"
)]
#![forbid(unsafe_code)]

extern crate alloc;

mod block;
mod bytes;
mod ecall;
pub mod ecalls;
mod event;
#[cfg(feature = "data-driver")]
mod json;
mod ocall;
pub mod ocalls;

pub use block::{EventsBlock, EventsBlockBody, EventsBlockHeader, Undecoded};
pub use bytes::{AccountId, Bytes, ClusterKey, Hash, WorkerId};
pub use ecall::{ClusterSetupConfig, ExecutionMode, TransactionArguments};
pub use ecalls::{ECall, ECalls};
pub use event::{CacheOp, HookPoint, PinkEvent, SidevmConfig, SidevmOperation, Workers};
pub use ocall::{
    AttestationType, BatchHttpResult, ExecContext, ExecSideEffects, HttpHeaders, HttpRequest,
    HttpRequestError, HttpResponse, JsCode, JsValue, SgxQuote, StorageChanges,
    StorageQuotaExceeded,
};
pub use ocalls::{OCall, OCalls};

/// An amount of the cluster's currency: 16 bytes, little-endian.
pub type Balance = u128;

/// The number of a block of Phala's chain: 4 bytes, little-endian.
pub type BlockNumber = u32;

/// Gas: 8 bytes, little-endian.
pub type Weight = u64;
