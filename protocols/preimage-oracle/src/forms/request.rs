//! Keys in JSON.

use alloc::string::String;
use alloc::vec::Vec;

use data_driver::{Describe, PrefixedHexBytes, PrefixedHexVec, data};
use serde::Serialize;

use super::Wire;
use super::members::{Members, Missing, Read, Take, forms};
use crate::local::{Kona, OpProgram};
use crate::{Error, KeyType, PreimageKey, RawKey};

/// A key: what a program asks the preimage of. 32 bytes.
#[derive(Debug, Clone, PartialEq, Serialize, Describe)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum PreimageRequest {
    /// Type 1: a value that belongs to this run of the program.
    Local(LocalKey),
    /// Type 2: by Keccak-256.
    Keccak256(HashedKey),
    /// Type 3: reserved for contracts that know other preimages.
    GlobalGeneric(GivenKey),
    /// Type 4: by SHA-256.
    Sha256(HashedKey),
    /// Type 5: a field element of a blob, by Keccak-256 of commitment and point.
    Blob(BlobKey),
    /// Type 6: a precompile's result, by Keccak-256 of address, gas and input.
    Precompile(PrecompileKey),
}

/// A local key.
#[derive(Debug, Clone, PartialEq, Serialize, Describe)]
#[serde(untagged)]
pub enum LocalKey {
    /// By its number.
    Index {
        /// The number.
        index: u64,
    },
    /// As it is, where it is no number of 8 bytes.
    Data {
        /// The 31 bytes behind the type.
        data: PrefixedHexBytes<31>,
    },
    /// By the name that `op-program` has for it.
    #[describe(input)]
    OpProgram {
        /// The name.
        #[serde(rename = "op-program")]
        op_program: OpProgram,
    },
    /// By the name that kona has for it.
    #[describe(input)]
    Kona {
        /// The name.
        kona: Kona,
    },
}

/// A key as it is, or of a hash.
#[derive(Debug, Clone, PartialEq, Serialize, Describe)]
#[serde(untagged)]
pub enum GivenKey {
    /// As it is.
    Data {
        /// The 31 bytes behind the type.
        data: PrefixedHexBytes<31>,
    },
    /// Of a hash, whose first byte the type takes the place of.
    #[describe(input)]
    Hash {
        /// The hash.
        hash: PrefixedHexBytes<32>,
    },
}

/// A key that is a hash of its preimage.
#[derive(Debug, Clone, PartialEq, Serialize, Describe)]
#[serde(untagged)]
pub enum HashedKey {
    /// As it is.
    Data {
        /// The 31 bytes behind the type.
        data: PrefixedHexBytes<31>,
    },
    /// Of a hash, whose first byte the type takes the place of.
    #[describe(input)]
    Hash {
        /// The hash.
        hash: PrefixedHexBytes<32>,
    },
    /// Of the preimage.
    #[describe(input)]
    Preimage {
        /// The preimage.
        preimage: PrefixedHexVec,
    },
    /// Of a preimage that is text.
    #[describe(input)]
    Text {
        /// The preimage, in UTF-8.
        preimage_utf8: String,
    },
}

/// A key of a blob's field element.
#[derive(Debug, Clone, PartialEq, Serialize, Describe)]
#[serde(untagged)]
pub enum BlobKey {
    /// As it is.
    Data {
        /// The 31 bytes behind the type.
        data: PrefixedHexBytes<31>,
    },
    /// Of a hash, whose first byte the type takes the place of.
    #[describe(input)]
    Hash {
        /// The hash.
        hash: PrefixedHexBytes<32>,
    },
    /// Of the blob and the place in it.
    #[describe(input)]
    Point {
        /// The KZG commitment to the blob.
        commitment: PrefixedHexBytes<48>,
        /// The point at which its polynomial is evaluated, big-endian.
        z: PrefixedHexBytes<32>,
    },
}

/// A key of a precompile's result.
#[derive(Debug, Clone, PartialEq, Serialize, Describe)]
#[serde(untagged)]
pub enum PrecompileKey {
    /// As it is.
    Data {
        /// The 31 bytes behind the type.
        data: PrefixedHexBytes<31>,
    },
    /// Of a hash, whose first byte the type takes the place of.
    #[describe(input)]
    Hash {
        /// The hash.
        hash: PrefixedHexBytes<32>,
    },
    /// Of a call.
    #[describe(input)]
    Call {
        /// The precompile's address.
        address: PrefixedHexBytes<20>,
        /// The gas that the call needs; the first layout of keys had none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        required_gas: Option<u64>,
        /// What it is called with.
        input: PrefixedHexVec,
    },
}

/// A key of any type, assigned or not. 32 bytes.
#[data(codec())]
#[derive(Debug, Clone, PartialEq)]
pub struct RawRequest {
    /// The type: from 129 on an application's, from 7 to 128 reserved, 0 illegal.
    pub key_type: u8,
    /// The 31 bytes behind the type.
    pub data: PrefixedHexBytes<31>,
}

impl Read for PreimageRequest {
    fn read(members: Members) -> Result<Self, Missing> {
        Ok(match members.kind.as_deref() {
            Some("local") => Self::Local(Read::read(members)?),
            Some("keccak256") => Self::Keccak256(Read::read(members)?),
            Some("global-generic") => Self::GlobalGeneric(Read::read(members)?),
            Some("sha256") => Self::Sha256(Read::read(members)?),
            Some("blob") => Self::Blob(Read::read(members)?),
            Some("precompile") => Self::Precompile(Read::read(members)?),
            _ => return Err(Missing("type")),
        })
    }
}

forms! {
    LocalKey {
        Index if index { index }
        OpProgram if op_program { op_program }
        Kona if kona { kona }
        Data if data { data }
    }
    GivenKey {
        Hash if hash { hash }
        Data if data { data }
    }
    HashedKey {
        Hash if hash { hash }
        Preimage if preimage { preimage }
        Text if preimage_utf8 { preimage_utf8 }
        Data if data { data }
    }
    BlobKey {
        Hash if hash { hash }
        Point if commitment { commitment, z }
        Data if data { data }
    }
    PrecompileKey {
        Hash if hash { hash }
        Call if address { address, required_gas, input }
        Data if data { data }
    }
}

impl From<&PreimageRequest> for PreimageKey {
    fn from(request: &PreimageRequest) -> Self {
        match request {
            PreimageRequest::Local(key) => match key {
                LocalKey::Index { index } => Self::local(*index),
                LocalKey::Data { data } => given(KeyType::Local, data),
                LocalKey::OpProgram { op_program } => Self::local(op_program.index()),
                LocalKey::Kona { kona } => Self::local(kona.index()),
            },
            PreimageRequest::Keccak256(HashedKey::Preimage { preimage }) => {
                Self::keccak256(preimage)
            }
            PreimageRequest::Keccak256(HashedKey::Text { preimage_utf8 }) => {
                Self::keccak256(preimage_utf8.as_bytes())
            }
            PreimageRequest::Sha256(HashedKey::Preimage { preimage }) => Self::sha256(preimage),
            PreimageRequest::Sha256(HashedKey::Text { preimage_utf8 }) => {
                Self::sha256(preimage_utf8.as_bytes())
            }
            PreimageRequest::Keccak256(HashedKey::Data { data }) => given(KeyType::Keccak256, data),
            PreimageRequest::Keccak256(HashedKey::Hash { hash }) => {
                Self::from_hash(KeyType::Keccak256, hash)
            }
            PreimageRequest::Sha256(HashedKey::Data { data }) => given(KeyType::Sha256, data),
            PreimageRequest::Sha256(HashedKey::Hash { hash }) => {
                Self::from_hash(KeyType::Sha256, hash)
            }
            PreimageRequest::GlobalGeneric(GivenKey::Data { data }) => {
                given(KeyType::GlobalGeneric, data)
            }
            PreimageRequest::GlobalGeneric(GivenKey::Hash { hash }) => {
                Self::from_hash(KeyType::GlobalGeneric, hash)
            }
            PreimageRequest::Blob(key) => match key {
                BlobKey::Data { data } => given(KeyType::Blob, data),
                BlobKey::Hash { hash } => Self::from_hash(KeyType::Blob, hash),
                BlobKey::Point { commitment, z } => Self::blob(commitment, z),
            },
            PreimageRequest::Precompile(key) => match key {
                PrecompileKey::Data { data } => given(KeyType::Precompile, data),
                PrecompileKey::Hash { hash } => Self::from_hash(KeyType::Precompile, hash),
                PrecompileKey::Call {
                    address,
                    required_gas,
                    input,
                } => Self::precompile(address, *required_gas, input),
            },
        }
    }
}

fn given(key_type: KeyType, data: &[u8; 31]) -> PreimageKey {
    PreimageKey {
        key_type,
        data: *data,
    }
}

impl From<PreimageKey> for PreimageRequest {
    fn from(key: PreimageKey) -> Self {
        let data = PrefixedHexBytes(key.data);
        match key.key_type {
            KeyType::Local => Self::Local(match key.local_index() {
                Some(index) => LocalKey::Index { index },
                None => LocalKey::Data { data },
            }),
            KeyType::Keccak256 => Self::Keccak256(HashedKey::Data { data }),
            KeyType::GlobalGeneric => Self::GlobalGeneric(GivenKey::Data { data }),
            KeyType::Sha256 => Self::Sha256(HashedKey::Data { data }),
            KeyType::Blob => Self::Blob(BlobKey::Data { data }),
            KeyType::Precompile => Self::Precompile(PrecompileKey::Data { data }),
        }
    }
}

impl Wire for PreimageRequest {
    fn to_wire(&self) -> Result<Vec<u8>, data_driver::Error> {
        Ok(PreimageKey::from(self).to_bytes().into())
    }

    fn from_wire(bytes: &[u8]) -> Result<Self, Error> {
        Ok(PreimageKey::from_bytes(bytes)?.into())
    }
}

impl Wire for RawRequest {
    fn to_wire(&self) -> Result<Vec<u8>, data_driver::Error> {
        let key = RawKey {
            key_type: self.key_type,
            data: *self.data,
        };
        Ok(key.to_bytes().into())
    }

    fn from_wire(bytes: &[u8]) -> Result<Self, Error> {
        let RawKey { key_type, data } = RawKey::from_bytes(bytes)?;
        Ok(Self {
            key_type,
            data: PrefixedHexBytes(data),
        })
    }
}
