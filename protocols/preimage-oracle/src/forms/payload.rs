//! The data of hints, in named members.
//!
//! Programs and times differ in what they put into a hint of one type; its length tells which it is. All
//! numbers are 8 bytes, big-endian.

use alloc::string::String;
use alloc::vec::Vec;

use data_driver::{Describe, PrefixedHexBytes, PrefixedHexVec};
use serde::Serialize;

use super::layout::Layout;
use super::members::{Members, Missing, Read};
use crate::{Hint, HintType};

type Hash = PrefixedHexBytes<32>;
type Address = PrefixedHexBytes<20>;

/// A hint of a known type.
#[derive(Debug, Clone, PartialEq, Serialize, Describe)]
#[serde(tag = "type")]
pub enum TypedHint {
    /// An L1 block's header.
    #[serde(rename = "l1-block-header")]
    L1BlockHeader(ByHash),
    /// An L1 block's transactions.
    #[serde(rename = "l1-transactions")]
    L1Transactions(ByHash),
    /// An L1 block's receipts.
    #[serde(rename = "l1-receipts")]
    L1Receipts(ByHash),
    /// A blob.
    #[serde(rename = "l1-blob")]
    L1Blob(Blob),
    /// A precompile's result, by `op-program`'s first layout or by kona's.
    #[serde(rename = "l1-precompile")]
    L1Precompile(Precompile),
    /// A precompile's result, by the live layout.
    #[serde(rename = "l1-precompile-v2")]
    L1PrecompileV2(PrecompileV2),
    /// An L2 block's header.
    #[serde(rename = "l2-block-header")]
    L2BlockHeader(ByHashOnChain),
    /// An L2 block's transactions.
    #[serde(rename = "l2-transactions")]
    L2Transactions(ByHashOnChain),
    /// An L2 block's receipts.
    #[serde(rename = "l2-receipts")]
    L2Receipts(ByHashOnChain),
    /// A contract's code.
    #[serde(rename = "l2-code")]
    L2Code(ByHashOnChain),
    /// A node of the state's trie.
    #[serde(rename = "l2-state-node")]
    L2StateNode(ByHashOnChain),
    /// An output, by its root.
    #[serde(rename = "l2-output")]
    L2Output(ByHashOnChain),
    /// An output, as kona's interop program calls it.
    #[serde(rename = "l2-output-root")]
    L2OutputRoot(ByHashOnChain),
    /// The output that a run starts with, as kona calls it.
    #[serde(rename = "starting-l2-output")]
    StartingL2Output(ByHash),
    /// The state that both sides agree on.
    #[serde(rename = "agreed-pre-state")]
    AgreedPreState(ByHash),
    /// A block that must be executed again.
    #[serde(rename = "l2-block-data")]
    L2BlockData(BlockData),
    /// A proof of an account.
    #[serde(rename = "l2-account-proof")]
    L2AccountProof(AccountProof),
    /// A proof of an account's storage.
    #[serde(rename = "l2-account-storage-proof")]
    L2AccountStorageProof(StorageProof),
    /// All that the execution of a payload needs.
    #[serde(rename = "l2-payload-witness")]
    L2PayloadWitness(PayloadWitness),
}

/// 32 bytes.
#[derive(Debug, Clone, PartialEq, Serialize, Describe)]
pub struct ByHash {
    /// The hash.
    pub data: Hash,
}

/// 32 bytes, with interop 40.
#[derive(Debug, Clone, PartialEq, Serialize, Describe)]
pub struct ByHashOnChain {
    /// The hash.
    pub data: Hash,
    /// The chain's id, with interop.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chain_id: Option<u64>,
}

/// 48 bytes, since 2026 40.
#[derive(Debug, Clone, PartialEq, Serialize, Describe)]
#[serde(untagged)]
pub enum Blob {
    /// In members.
    Blob {
        /// The blob's versioned hash.
        hash: Hash,
        /// The blob's place in its block, which newer hints leave out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        index: Option<u64>,
        /// The block's timestamp.
        timestamp: u64,
    },
    /// As it is.
    #[describe(input)]
    Data {
        /// The data.
        data: PrefixedHexVec,
    },
}

/// 20 bytes and more. Kona puts the gas between the two, which the bytes do not tell: it comes back as the
/// first 8 bytes of the input.
#[derive(Debug, Clone, PartialEq, Serialize, Describe)]
#[serde(untagged)]
pub enum Precompile {
    /// As kona writes it.
    #[describe(input)]
    Kona {
        /// The precompile's address.
        address: Address,
        /// The gas that the call needs.
        required_gas: u64,
        /// What it is called with.
        input: PrefixedHexVec,
    },
    /// As `op-program` writes it.
    Call {
        /// The precompile's address.
        address: Address,
        /// What it is called with.
        input: PrefixedHexVec,
    },
    /// As it is.
    #[describe(input)]
    Data {
        /// The data.
        data: PrefixedHexVec,
    },
}

/// 28 bytes and more.
#[derive(Debug, Clone, PartialEq, Serialize, Describe)]
#[serde(untagged)]
pub enum PrecompileV2 {
    /// In members.
    Call {
        /// The precompile's address.
        address: Address,
        /// The gas that the call needs.
        required_gas: u64,
        /// What it is called with.
        input: PrefixedHexVec,
    },
    /// As it is.
    #[describe(input)]
    Data {
        /// The data.
        data: PrefixedHexVec,
    },
}

/// 72 bytes.
#[derive(Debug, Clone, PartialEq, Serialize, Describe)]
#[serde(untagged)]
pub enum BlockData {
    /// In members.
    Block {
        /// The block that both sides agree on, on which the other is built.
        agreed_block_hash: Hash,
        /// The block.
        block_hash: Hash,
        /// The chain's id.
        chain_id: u64,
    },
    /// As it is.
    #[describe(input)]
    Data {
        /// The data.
        data: PrefixedHexVec,
    },
}

/// 60 bytes from `op-program`, 28 from kona, 36 from kona with interop.
#[derive(Debug, Clone, PartialEq, Serialize, Describe)]
#[serde(untagged)]
pub enum AccountProof {
    /// As `op-program` writes it.
    OpProgram {
        /// The block of whose state it is.
        block_hash: Hash,
        /// The account.
        address: Address,
        /// The chain's id.
        chain_id: u64,
    },
    /// As kona writes it.
    Kona {
        /// The block of whose state it is.
        block_number: u64,
        /// The account.
        address: Address,
        /// The chain's id, with interop.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        chain_id: Option<u64>,
    },
    /// As it is.
    #[describe(input)]
    Data {
        /// The data.
        data: PrefixedHexVec,
    },
}

/// 60 bytes, with interop 68.
#[derive(Debug, Clone, PartialEq, Serialize, Describe)]
#[serde(untagged)]
pub enum StorageProof {
    /// As kona writes it.
    Kona {
        /// The block of whose state it is.
        block_number: u64,
        /// The account.
        address: Address,
        /// The place in its storage.
        slot: Hash,
        /// The chain's id, with interop.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        chain_id: Option<u64>,
    },
    /// As it is.
    #[describe(input)]
    Data {
        /// The data.
        data: PrefixedHexVec,
    },
}

/// JSON text; from kona, behind a hash of 32 bytes.
#[derive(Debug, Clone, PartialEq, Serialize, Describe)]
#[serde(untagged)]
pub enum PayloadWitness {
    /// As kona writes it.
    Kona {
        /// The block on which the payload is built.
        parent_block_hash: Hash,
        /// The payload's attributes, as JSON text.
        json: String,
    },
    /// As `op-program` writes it.
    OpProgram {
        /// The parent block's hash, the payload's attributes and perhaps the chain's id, as JSON text.
        json: String,
    },
    /// As it is.
    #[describe(input)]
    Data {
        /// The data.
        data: PrefixedHexVec,
    },
}

impl From<&TypedHint> for Hint {
    fn from(hint: &TypedHint) -> Self {
        let (hint_type, data) = hint.parts();
        Self { hint_type, data }
    }
}

/// Both directions between types and variants.
macro_rules! variants {
    ($($variant:ident,)*) => {
        impl TypedHint {
            /// The members of a hint, where its data is one of the layouts that are known.
            #[must_use]
            pub fn of(hint: &Hint) -> Option<Self> {
                Some(match hint.hint_type {
                    $(HintType::$variant => Self::$variant(Layout::of(&hint.data)?),)*
                })
            }

            fn read_as(hint_type: HintType, members: Members) -> Result<Self, Missing> {
                Ok(match hint_type {
                    $(HintType::$variant => Self::$variant(Read::read(members)?),)*
                })
            }

            fn parts(&self) -> (HintType, Vec<u8>) {
                match self {
                    $(Self::$variant(parts) => (HintType::$variant, parts.data()),)*
                }
            }
        }
    };
}

variants! {
    L1BlockHeader, L1Transactions, L1Receipts, L1Blob, L1Precompile, L1PrecompileV2, L2BlockHeader,
    L2Transactions, L2Receipts, L2Code, L2StateNode, L2Output, L2OutputRoot, StartingL2Output,
    AgreedPreState, L2BlockData, L2AccountProof, L2AccountStorageProof, L2PayloadWitness,
}

impl Read for TypedHint {
    fn read(members: Members) -> Result<Self, Missing> {
        let name = members.kind.as_deref();
        let hint_type = name.and_then(HintType::from_name).ok_or(Missing("type"))?;
        Self::read_as(hint_type, members)
    }
}
