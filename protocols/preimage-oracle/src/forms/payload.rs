//! The data of hints, in named members.
//!
//! Programs and times differ in what they put into a hint of one type; its length tells which it is. All
//! numbers are 8 bytes, big-endian.

use alloc::string::String;
use alloc::vec::Vec;

use data_driver::{Describe, PrefixedHexBytes, PrefixedHexVec};
use serde::Serialize;

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

/// What is written of parts one behind the other.
trait Parts: Read {
    fn data(&self) -> Vec<u8>;

    /// Reads the data, where it is as long as one of the layouts.
    fn of(data: &[u8]) -> Option<Self>
    where
        Self: Sized;
}

impl From<&TypedHint> for Hint {
    fn from(hint: &TypedHint) -> Self {
        let (hint_type, parts): (HintType, &dyn Written) = hint.parts();
        Self {
            hint_type,
            data: parts.written(),
        }
    }
}

/// [`Parts`] as far as it can be an object.
trait Written {
    fn written(&self) -> Vec<u8>;
}

impl<T: Parts> Written for T {
    fn written(&self) -> Vec<u8> {
        self.data()
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
                    $(HintType::$variant => Self::$variant(Parts::of(&hint.data)?),)*
                })
            }

            fn read_as(hint_type: HintType, members: Members) -> Result<Self, Missing> {
                Ok(match hint_type {
                    $(HintType::$variant => Self::$variant(Read::read(members)?),)*
                })
            }

            fn parts(&self) -> (HintType, &dyn Written) {
                match self {
                    $(Self::$variant(parts) => (HintType::$variant, parts),)*
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

impl Read for ByHash {
    fn read(members: Members) -> Result<Self, Missing> {
        let data = members.fixed()?;
        Ok(Self { data })
    }
}

impl Read for ByHashOnChain {
    fn read(members: Members) -> Result<Self, Missing> {
        Ok(Self {
            data: members.fixed()?,
            chain_id: members.chain_id,
        })
    }
}

impl Read for Blob {
    fn read(members: Members) -> Result<Self, Missing> {
        Ok(match members.data {
            Some(data) => Self::Data { data },
            None => Self::Blob {
                hash: members.hash.ok_or(Missing("hash"))?,
                index: members.index,
                timestamp: members.timestamp.ok_or(Missing("timestamp"))?,
            },
        })
    }
}

impl Read for Precompile {
    fn read(members: Members) -> Result<Self, Missing> {
        if let Some(data) = members.data {
            return Ok(Self::Data { data });
        }
        let address = members.address.ok_or(Missing("address"))?;
        let input = members.input.ok_or(Missing("input"))?;
        Ok(match members.required_gas {
            Some(required_gas) => Self::Kona {
                address,
                required_gas,
                input,
            },
            None => Self::Call { address, input },
        })
    }
}

impl Read for PrecompileV2 {
    fn read(members: Members) -> Result<Self, Missing> {
        Ok(match members.data {
            Some(data) => Self::Data { data },
            None => Self::Call {
                address: members.address.ok_or(Missing("address"))?,
                required_gas: members.required_gas.ok_or(Missing("required_gas"))?,
                input: members.input.ok_or(Missing("input"))?,
            },
        })
    }
}

impl Read for BlockData {
    fn read(members: Members) -> Result<Self, Missing> {
        Ok(match members.data {
            Some(data) => Self::Data { data },
            None => Self::Block {
                agreed_block_hash: members
                    .agreed_block_hash
                    .ok_or(Missing("agreed_block_hash"))?,
                block_hash: members.block_hash.ok_or(Missing("block_hash"))?,
                chain_id: members.chain_id.ok_or(Missing("chain_id"))?,
            },
        })
    }
}

impl Read for AccountProof {
    fn read(members: Members) -> Result<Self, Missing> {
        if let Some(data) = members.data {
            return Ok(Self::Data { data });
        }
        let address = members.address.ok_or(Missing("address"))?;
        Ok(match members.block_hash {
            Some(block_hash) => Self::OpProgram {
                block_hash,
                address,
                chain_id: members.chain_id.ok_or(Missing("chain_id"))?,
            },
            None => Self::Kona {
                block_number: members.block_number.ok_or(Missing("block_number"))?,
                address,
                chain_id: members.chain_id,
            },
        })
    }
}

impl Read for StorageProof {
    fn read(members: Members) -> Result<Self, Missing> {
        Ok(match members.data {
            Some(data) => Self::Data { data },
            None => Self::Kona {
                block_number: members.block_number.ok_or(Missing("block_number"))?,
                address: members.address.ok_or(Missing("address"))?,
                slot: members.slot.ok_or(Missing("slot"))?,
                chain_id: members.chain_id,
            },
        })
    }
}

impl Read for PayloadWitness {
    fn read(members: Members) -> Result<Self, Missing> {
        if let Some(data) = members.data {
            return Ok(Self::Data { data });
        }
        let json = members.json.ok_or(Missing("json"))?;
        Ok(match members.parent_block_hash {
            Some(parent_block_hash) => Self::Kona {
                parent_block_hash,
                json,
            },
            None => Self::OpProgram { json },
        })
    }
}

/// The first bytes, taken away from the others.
fn take<const N: usize>(data: &mut &[u8]) -> Option<[u8; N]> {
    let (first, rest) = data.split_first_chunk()?;
    *data = rest;
    Some(*first)
}

fn take_bytes<const N: usize>(data: &mut &[u8]) -> Option<PrefixedHexBytes<N>> {
    take(data).map(PrefixedHexBytes)
}

fn take_number(data: &mut &[u8]) -> Option<u64> {
    take(data).map(u64::from_be_bytes)
}

/// A number at the end, or nothing more.
fn last_number(data: &[u8]) -> Option<Option<u64>> {
    match data {
        [] => Some(None),
        number => Some(Some(only_number(number)?)),
    }
}

fn only_number(data: &[u8]) -> Option<u64> {
    data.try_into().ok().map(u64::from_be_bytes)
}

/// The parts one behind the other, with a number at the end where there is one.
fn join(parts: &[&[u8]], number: Option<u64>) -> Vec<u8> {
    let mut data = parts.concat();
    data.extend(number.map(u64::to_be_bytes).iter().flatten());
    data
}

impl Parts for ByHash {
    fn data(&self) -> Vec<u8> {
        self.data.to_vec()
    }

    fn of(data: &[u8]) -> Option<Self> {
        let data = PrefixedHexBytes(data.try_into().ok()?);
        Some(Self { data })
    }
}

impl Parts for ByHashOnChain {
    fn data(&self) -> Vec<u8> {
        join(&[&*self.data], self.chain_id)
    }

    fn of(mut data: &[u8]) -> Option<Self> {
        Some(Self {
            data: take_bytes(&mut data)?,
            chain_id: last_number(data)?,
        })
    }
}

impl Parts for Blob {
    fn data(&self) -> Vec<u8> {
        match self {
            Self::Blob {
                hash,
                index,
                timestamp,
            } => {
                let mut data = join(&[&**hash], *index);
                data.extend(timestamp.to_be_bytes());
                data
            }
            Self::Data { data } => data.to_vec(),
        }
    }

    fn of(mut data: &[u8]) -> Option<Self> {
        let hash = take_bytes(&mut data)?;
        let index = match data.len() {
            16 => Some(take_number(&mut data)?),
            _ => None,
        };
        Some(Self::Blob {
            hash,
            index,
            timestamp: only_number(data)?,
        })
    }
}

impl Parts for Precompile {
    fn data(&self) -> Vec<u8> {
        match self {
            Self::Kona {
                address,
                required_gas,
                input,
            } => join(&[&**address, &required_gas.to_be_bytes(), input], None),
            Self::Call { address, input } => join(&[&**address, input], None),
            Self::Data { data } => data.to_vec(),
        }
    }

    fn of(mut data: &[u8]) -> Option<Self> {
        Some(Self::Call {
            address: take_bytes(&mut data)?,
            input: data.to_vec().into(),
        })
    }
}

impl Parts for PrecompileV2 {
    fn data(&self) -> Vec<u8> {
        match self {
            Self::Call {
                address,
                required_gas,
                input,
            } => join(&[&**address, &required_gas.to_be_bytes(), input], None),
            Self::Data { data } => data.to_vec(),
        }
    }

    fn of(mut data: &[u8]) -> Option<Self> {
        Some(Self::Call {
            address: take_bytes(&mut data)?,
            required_gas: take_number(&mut data)?,
            input: data.to_vec().into(),
        })
    }
}

impl Parts for BlockData {
    fn data(&self) -> Vec<u8> {
        match self {
            Self::Block {
                agreed_block_hash,
                block_hash,
                chain_id,
            } => join(&[&**agreed_block_hash, &**block_hash], Some(*chain_id)),
            Self::Data { data } => data.to_vec(),
        }
    }

    fn of(mut data: &[u8]) -> Option<Self> {
        Some(Self::Block {
            agreed_block_hash: take_bytes(&mut data)?,
            block_hash: take_bytes(&mut data)?,
            chain_id: only_number(data)?,
        })
    }
}

impl Parts for AccountProof {
    fn data(&self) -> Vec<u8> {
        match self {
            Self::OpProgram {
                block_hash,
                address,
                chain_id,
            } => join(&[&**block_hash, &**address], Some(*chain_id)),
            Self::Kona {
                block_number,
                address,
                chain_id,
            } => join(&[&block_number.to_be_bytes(), &**address], *chain_id),
            Self::Data { data } => data.to_vec(),
        }
    }

    fn of(mut data: &[u8]) -> Option<Self> {
        if data.len() == 60 {
            return Some(Self::OpProgram {
                block_hash: take_bytes(&mut data)?,
                address: take_bytes(&mut data)?,
                chain_id: only_number(data)?,
            });
        }
        Some(Self::Kona {
            block_number: take_number(&mut data)?,
            address: take_bytes(&mut data)?,
            chain_id: last_number(data)?,
        })
    }
}

impl Parts for StorageProof {
    fn data(&self) -> Vec<u8> {
        match self {
            Self::Kona {
                block_number,
                address,
                slot,
                chain_id,
            } => join(
                &[&block_number.to_be_bytes(), &**address, &**slot],
                *chain_id,
            ),
            Self::Data { data } => data.to_vec(),
        }
    }

    fn of(mut data: &[u8]) -> Option<Self> {
        Some(Self::Kona {
            block_number: take_number(&mut data)?,
            address: take_bytes(&mut data)?,
            slot: take_bytes(&mut data)?,
            chain_id: last_number(data)?,
        })
    }
}

impl Parts for PayloadWitness {
    fn data(&self) -> Vec<u8> {
        match self {
            Self::Kona {
                parent_block_hash,
                json,
            } => join(&[&**parent_block_hash, json.as_bytes()], None),
            Self::OpProgram { json } => json.clone().into_bytes(),
            Self::Data { data } => data.to_vec(),
        }
    }

    /// A hash in front of the text would hardly ever be text itself.
    fn of(mut data: &[u8]) -> Option<Self> {
        if let Ok(json) = core::str::from_utf8(data) {
            return Some(Self::OpProgram { json: json.into() });
        }
        Some(Self::Kona {
            parent_block_hash: take_bytes(&mut data)?,
            json: core::str::from_utf8(data).ok()?.into(),
        })
    }
}
