//! Keys: what a program asks for.
//!
//! | offset | bytes | |
//! |---|---|---|
//! | 0 | 1 | the key's type |
//! | 1 | 31 | of a hash of 32 bytes the last 31; of a local key, zeros and its number in 8 bytes, big-endian |
//!
//! Types are assigned in `specs/fault-proof/index.md`, *Pre-image key types*; `op-preimage/iface.go` and
//! `kona-preimage/src/key.rs` have the same.

use alloc::format;
use core::fmt;

use crate::Error;
use crate::hash::{keccak256, sha256};

/// How many bytes a key has.
pub const SIZE: usize = 32;

/// How a key was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum KeyType {
    /// A number of a value that belongs to this run of the program.
    Local = 1,
    /// Keccak-256 of the preimage.
    Keccak256 = 2,
    /// Reserved for contracts that know other preimages.
    GlobalGeneric = 3,
    /// SHA-256 of the preimage.
    Sha256 = 4,
    /// Keccak-256 of the commitment to a blob and a point; the preimage is the field element there.
    Blob = 5,
    /// Keccak-256 of a precompile's address, perhaps its gas, and its input; the preimage is a byte for the
    /// status, 1 for success, and the result.
    Precompile = 6,
}

/// The type by the name that kona has for it.
pub type PreimageKeyType = KeyType;

/// The last type that is reserved; those beyond are for applications.
const LAST_RESERVED: u8 = 128;

impl KeyType {
    /// The type that a byte stands for.
    ///
    /// # Errors
    /// For none: 0 is illegal, those to 128 are reserved, and those beyond are an application's.
    #[inline]
    pub fn from_byte(byte: u8) -> Result<Self, Error> {
        Ok(match byte {
            1 => Self::Local,
            2 => Self::Keccak256,
            3 => Self::GlobalGeneric,
            4 => Self::Sha256,
            5 => Self::Blob,
            6 => Self::Precompile,
            _ => return Err(unassigned(byte)),
        })
    }

    /// The byte that stands for it.
    #[must_use]
    pub const fn to_byte(self) -> u8 {
        self as u8
    }
}

#[cold]
fn unassigned(byte: u8) -> Error {
    let why = match byte {
        0 => "illegal",
        1..=LAST_RESERVED => "reserved",
        _ => "for applications",
    };
    Error::value(
        0,
        "a key type from 1 to 6",
        format!("{byte}, which is {why}"),
    )
}

/// A key of one of the assigned types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PreimageKey {
    /// How it was made.
    pub key_type: KeyType,
    /// What stands behind the type.
    pub data: [u8; SIZE - 1],
}

impl PreimageKey {
    /// The key that a hash makes, as kona has it: [`from_hash`](Self::from_hash).
    #[must_use]
    pub fn new(hash: [u8; SIZE], key_type: PreimageKeyType) -> Self {
        Self::from_hash(key_type, &hash)
    }

    /// The key that a hash makes, whose first byte the type takes the place of.
    #[must_use]
    pub fn from_hash(key_type: KeyType, hash: &[u8; SIZE]) -> Self {
        let [_, data @ ..] = *hash;
        Self { key_type, data }
    }

    /// The key of a local value.
    #[must_use]
    pub fn local(index: u64) -> Self {
        let mut hash = [0; SIZE];
        hash[SIZE - 8..].copy_from_slice(&index.to_be_bytes());
        Self::from_hash(KeyType::Local, &hash)
    }

    /// The key of a preimage by Keccak-256.
    #[must_use]
    pub fn keccak256(preimage: &[u8]) -> Self {
        Self::from_hash(KeyType::Keccak256, &keccak256(&[preimage]))
    }

    /// The key of a preimage by SHA-256.
    #[must_use]
    pub fn sha256(preimage: &[u8]) -> Self {
        Self::from_hash(KeyType::Sha256, &sha256(&[preimage]))
    }

    /// The key of a blob's field element: its commitment, and the point as 32 bytes, big-endian.
    #[must_use]
    pub fn blob(commitment: &[u8; 48], z: &[u8; 32]) -> Self {
        Self::from_hash(KeyType::Blob, &keccak256(&[commitment, z]))
    }

    /// The key of a precompile's result. The live layout has the gas between the address and the input,
    /// the first one had none.
    #[must_use]
    pub fn precompile(address: &[u8; 20], required_gas: Option<u64>, input: &[u8]) -> Self {
        let hash = match required_gas {
            Some(gas) => keccak256(&[address, &gas.to_be_bytes(), input]),
            None => keccak256(&[address, input]),
        };
        Self::from_hash(KeyType::Precompile, &hash)
    }

    /// The key of its type that a preimage has, where the type says how it is made of the preimage alone.
    #[must_use]
    pub fn of(&self, preimage: &[u8]) -> Option<Self> {
        match self.key_type {
            KeyType::Keccak256 => Some(Self::keccak256(preimage)),
            KeyType::Sha256 => Some(Self::sha256(preimage)),
            KeyType::Local | KeyType::GlobalGeneric | KeyType::Blob | KeyType::Precompile => None,
        }
    }

    /// The number of a local value, unless the key is of another type or of something larger than 8 bytes.
    #[must_use]
    pub fn local_index(&self) -> Option<u64> {
        let [zeros @ .., a, b, c, d, e, f, g, h] = self.data;
        let is_index = self.key_type == KeyType::Local && zeros.iter().all(|byte| *byte == 0);
        is_index.then(|| u64::from_be_bytes([a, b, c, d, e, f, g, h]))
    }

    /// The key's bytes.
    #[must_use]
    #[inline]
    pub fn to_bytes(&self) -> [u8; SIZE] {
        join(self.key_type.to_byte(), &self.data)
    }

    /// The key that bytes are.
    ///
    /// # Errors
    /// There are not 32 of them, or the first is of no assigned type.
    #[inline]
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let (key_type, data) = split(bytes)?;
        let key_type = KeyType::from_byte(key_type)?;
        Ok(Self { key_type, data })
    }
}

/// A key of any type, assigned or not: 0 is illegal, those from 7 to 128 are reserved, and those from 129 to 255 are
/// for applications that give them a meaning of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RawKey {
    /// The type.
    pub key_type: u8,
    /// What stands behind the type.
    pub data: [u8; SIZE - 1],
}

impl RawKey {
    /// The key's bytes.
    #[must_use]
    #[inline]
    pub fn to_bytes(&self) -> [u8; SIZE] {
        join(self.key_type, &self.data)
    }

    /// The key that bytes are.
    ///
    /// # Errors
    /// There are not 32 of them.
    #[inline]
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let (key_type, data) = split(bytes)?;
        Ok(Self { key_type, data })
    }
}

#[inline]
fn join(key_type: u8, data: &[u8; SIZE - 1]) -> [u8; SIZE] {
    let mut bytes = [key_type; SIZE];
    bytes[1..].copy_from_slice(data);
    bytes
}

#[inline]
fn split(bytes: &[u8]) -> Result<(u8, [u8; SIZE - 1]), Error> {
    match <[u8; SIZE]>::try_from(bytes) {
        Ok([key_type, data @ ..]) => Ok((key_type, data)),
        Err(_) => Err(wrong_length(bytes.len())),
    }
}

#[cold]
fn wrong_length(length: usize) -> Error {
    if length < SIZE {
        let found = format!("the end after {length}");
        Error::length(length, "a key of 32 bytes", found)
    } else {
        let found = format!("{} more", length - SIZE);
        Error::length(SIZE, "the end of the bytes", found)
    }
}

impl fmt::Display for PreimageKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "0x{}", hex::encode(self.to_bytes()))
    }
}
