//! What a transaction does beside paying.

use alloc::format;
use alloc::vec::Vec;

use data_driver::{Describe, Error, Kind};
use dusk_core::transfer::data::{self, BlobData, ContractCall, MAX_MEMO_SIZE};
use serde::{Deserialize, Serialize};

use crate::bytes::Bytes;
use crate::mirror::Mirror;

/// The most blobs that the network's form of a transaction can count.
const MAX_BLOBS: usize = u8::MAX as usize;

/// What a transaction does beside paying (`dusk-core`).
#[derive(Serialize, Deserialize, Describe)]
pub(crate) enum TransactionData {
    /// It calls a contract.
    Call(ContractCall),
    /// It deploys a contract.
    Deploy(ContractDeploy),
    /// It carries bytes, 512 at most.
    Memo(Bytes),
    /// It carries blobs.
    Blob(Vec<BlobData>),
}

/// The deployment of a contract (`dusk-core`).
#[derive(Serialize, Deserialize, Describe)]
pub(crate) struct ContractDeploy {
    /// The contract's code.
    bytecode: ContractBytecode,
    /// Who owns the contract: usually the bytes of a BLS public key.
    owner: Bytes,
    /// The arguments of the contract's `init`.
    init_args: Option<Bytes>,
    /// Makes the contract's id another one.
    nonce: u64,
}

/// The code of a contract (`dusk-core`).
#[derive(Serialize, Deserialize, Describe)]
pub(crate) struct ContractBytecode {
    /// The code's BLAKE3 hash.
    #[serde(with = "data_driver::hex")]
    hash: [u8; 32],
    /// The code, a WebAssembly module. Nodes may drop it and keep the hash.
    bytes: Bytes,
}

impl Mirror for TransactionData {
    type Of = data::TransactionData;

    fn show(of: Self::Of) -> Result<Self, Error> {
        Ok(match of {
            Self::Of::Call(call) => Self::Call(call),
            Self::Of::Deploy(deploy) => Self::Deploy(ContractDeploy {
                bytecode: ContractBytecode {
                    hash: deploy.bytecode.hash,
                    bytes: Bytes(deploy.bytecode.bytes),
                },
                owner: Bytes(deploy.owner),
                init_args: deploy.init_args.map(Bytes),
                nonce: deploy.nonce,
            }),
            Self::Of::Memo(memo) => Self::Memo(Bytes(memo)),
            Self::Of::Blob(blobs) => Self::Blob(blobs),
        })
    }

    fn build(self) -> Result<Self::Of, Error> {
        Ok(match self {
            Self::Call(call) => Self::Of::Call(call),
            Self::Deploy(deploy) => Self::Of::Deploy(data::ContractDeploy {
                bytecode: data::ContractBytecode {
                    hash: deploy.bytecode.hash,
                    bytes: deploy.bytecode.bytes.0,
                },
                owner: deploy.owner.0,
                init_args: deploy.init_args.map(|args| args.0),
                nonce: deploy.nonce,
            }),
            Self::Memo(Bytes(memo)) => {
                limit("a memo", "bytes", memo.len(), MAX_MEMO_SIZE)?;
                Self::Of::Memo(memo)
            }
            Self::Blob(blobs) => {
                limit("a transaction", "blobs", blobs.len(), MAX_BLOBS)?;
                Self::Of::Blob(blobs)
            }
        })
    }
}

/// Refuses what no node takes, and what `dusk-core` would cut off.
fn limit(what: &str, of: &str, found: usize, most: usize) -> Result<(), Error> {
    if found <= most {
        return Ok(());
    }
    let reason = format!("{what} has at most {most} {of}, found {found}");
    Err(Error::new(Kind::LimitExceeded, reason))
}
