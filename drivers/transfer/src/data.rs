//! What a transaction does beside paying.

use alloc::format;

use data_driver::describe::Type;
use data_driver::{Describe, Error, HexVec};
use dusk_core::transfer::data::{self, ContractCall, MAX_MEMO_SIZE};
use serde::{Deserialize, Deserializer, Serialize, de};

use crate::blobs::{BlobData, Blobs};
use crate::mirror::Mirror;

/// What a transaction does beside paying (`dusk-core`).
#[derive(Serialize, Deserialize, Describe)]
pub(crate) enum TransactionData {
    /// It calls a contract.
    Call(ContractCall),
    /// It deploys a contract.
    Deploy(ContractDeploy),
    /// It carries bytes, 512 at most.
    Memo(Memo),
    /// It carries blobs.
    Blob(Blobs),
}

/// The deployment of a contract (`dusk-core`).
#[derive(Serialize, Deserialize, Describe)]
pub(crate) struct ContractDeploy {
    /// The contract's code.
    bytecode: ContractBytecode,
    /// Who owns the contract: usually the bytes of a BLS public key.
    owner: HexVec,
    /// The arguments of the contract's `init`.
    init_args: Option<HexVec>,
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
    bytes: HexVec,
}

/// HexVec that are few enough for nodes to take them.
#[derive(Serialize)]
#[serde(transparent)]
pub(crate) struct Memo(HexVec);

impl<C> Describe<C> for Memo {
    const TYPE: &'static Type = <HexVec as Describe>::TYPE;
}

impl<'de> Deserialize<'de> for Memo {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes = HexVec::deserialize(deserializer)?;
        let found = bytes.0.len();
        if found > MAX_MEMO_SIZE {
            let reason = format!("a memo has at most {MAX_MEMO_SIZE} bytes, found {found}");
            return Err(de::Error::custom(reason));
        }
        Ok(Self(bytes))
    }
}

impl Mirror for TransactionData {
    type Of = data::TransactionData;

    fn show(of: Self::Of) -> Result<Self, Error> {
        Ok(match of {
            Self::Of::Call(call) => Self::Call(call),
            Self::Of::Deploy(deploy) => Self::Deploy(ContractDeploy {
                bytecode: ContractBytecode {
                    hash: deploy.bytecode.hash,
                    bytes: HexVec(deploy.bytecode.bytes),
                },
                owner: HexVec(deploy.owner),
                init_args: deploy.init_args.map(HexVec),
                nonce: deploy.nonce,
            }),
            Self::Of::Memo(memo) => Self::Memo(Memo(HexVec(memo))),
            Self::Of::Blob(blobs) => Self::Blob(Blobs(blobs.iter().map(BlobData::show).collect())),
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
            Self::Memo(memo) => Self::Of::Memo(memo.0.0),
            Self::Blob(blobs) => Self::Of::Blob(blobs.0.into_iter().map(BlobData::build).collect()),
        })
    }
}
