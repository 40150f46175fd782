//! Who sends and receives.

use alloc::format;

use data_driver::Kind;
use data_driver::describe::Prefix;

use crate::Error;
use crate::choice::undecided;
use crate::hash::{
    self, BlsKeyHash, ContractHash, Ed25519KeyHash, MlDsaKeyHash, P256KeyHash, Secp256k1KeyHash,
    read_text,
};
use crate::wire::{Reader, Wire, Writer};

undecided! {
    /// An implicit account: the hash of its public key. 21 bytes, the first of which tells the kind of key.
    pub enum PublicKeyHash {
        /// Ed25519: tag 0.
        Ed25519(Ed25519KeyHash),
        /// Secp256k1: tag 1.
        Secp256k1(Secp256k1KeyHash),
        /// P-256: tag 2.
        P256(P256KeyHash),
        /// BLS12-381: tag 3.
        Bls(BlsKeyHash),
        /// ML-DSA-44: tag 4.
        MlDsa(MlDsaKeyHash),
    }
}

impl PublicKeyHash {
    /// The account that a text in base58check stands for.
    ///
    /// # Errors
    /// It stands for none.
    pub fn from_base58(text: &str) -> Result<Self, Error> {
        let (prefix, account): (_, fn([u8; 20]) -> Self) = match text.get(..3) {
            Some("tz1") => (Ed25519KeyHash::PREFIX, |hash| {
                Self::Ed25519(Ed25519KeyHash(hash))
            }),
            Some("tz2") => (Secp256k1KeyHash::PREFIX, |hash| {
                Self::Secp256k1(Secp256k1KeyHash(hash))
            }),
            Some("tz3") => (P256KeyHash::PREFIX, |hash| Self::P256(P256KeyHash(hash))),
            Some("tz4") => (BlsKeyHash::PREFIX, |hash| Self::Bls(BlsKeyHash(hash))),
            Some("tz5") => (MlDsaKeyHash::PREFIX, |hash| Self::MlDsa(MlDsaKeyHash(hash))),
            _ => return Err(no_account("tz1… to tz5…", text)),
        };
        decode(text, prefix).map(account)
    }
}

read_text!(PublicKeyHash);

impl Wire for PublicKeyHash {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        Ok(match reader.byte("the tag of a public key hash")? {
            0 => Self::Ed25519(Wire::read(reader)?),
            1 => Self::Secp256k1(Wire::read(reader)?),
            2 => Self::P256(Wire::read(reader)?),
            3 => Self::Bls(Wire::read(reader)?),
            4 => Self::MlDsa(Wire::read(reader)?),
            tag => {
                let expected = "the tag of a public key hash: 0 (tz1) to 4 (tz5)";
                return Err(reader.unknown_tag(tag, expected));
            }
        })
    }

    fn write(&self, writer: &mut Writer) -> Result<(), Error> {
        let (tag, hash) = match self {
            Self::Ed25519(hash) => (0, &hash.0),
            Self::Secp256k1(hash) => (1, &hash.0),
            Self::P256(hash) => (2, &hash.0),
            Self::Bls(hash) => (3, &hash.0),
            Self::MlDsa(hash) => (4, &hash.0),
        };
        writer.byte(tag);
        writer.put(hash);
        Ok(())
    }
}

undecided! {
    /// An account: an implicit one, or a contract. 22 bytes.
    pub enum Contract {
        /// An implicit account: tag 0.
        Implicit(PublicKeyHash),
        /// A contract that was originated: tag 1, and a zero behind the hash.
        Originated(ContractHash),
    }
}

impl Contract {
    /// The account that a text in base58check stands for.
    ///
    /// # Errors
    /// It stands for none.
    pub fn from_base58(text: &str) -> Result<Self, Error> {
        if text.starts_with(ContractHash::PREFIX.letters) {
            let hash = decode(text, ContractHash::PREFIX)?;
            Ok(Self::Originated(ContractHash(hash)))
        } else {
            PublicKeyHash::from_base58(text).map(Self::Implicit)
        }
    }
}

read_text!(Contract);

impl Wire for Contract {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        match reader.byte("the tag of a contract")? {
            0 => PublicKeyHash::read(reader).map(Self::Implicit),
            1 => read_originated(reader).map(Self::Originated),
            tag => Err(reader.unknown_tag(
                tag,
                "the tag of a contract: 0 (implicit, tz…) or 1 (originated, KT1…)",
            )),
        }
    }

    fn write(&self, writer: &mut Writer) -> Result<(), Error> {
        match self {
            Self::Implicit(hash) => {
                writer.byte(0);
                hash.write(writer)
            }
            Self::Originated(hash) => write_originated(*hash, writer),
        }
    }
}

/// The hash whose kind the first letters have told.
fn decode(text: &str, prefix: Prefix) -> Result<[u8; 20], Error> {
    hash::from_base58(text, prefix).map_err(|error| {
        let letters = prefix.letters;
        let reason =
            format!("expected 20 bytes of base58check that begins with {letters}: {error}");
        Error::new(Kind::InvalidValue, reason)
    })
}

#[cold]
fn no_account(expected: &str, found: &str) -> Error {
    let reason = format!(
        "expected {expected}, found {}",
        data_driver::quote::text(found)
    );
    Error::new(Kind::InvalidValue, reason)
}

/// The destination of an outbox message: of an account's 22 bytes those that can be.
pub(crate) fn read_destination(reader: &mut Reader<'_>) -> Result<ContractHash, Error> {
    match reader.byte("the tag of a contract")? {
        1 => read_originated(reader),
        tag => Err(reader.unknown_tag(tag, "the tag of an originated contract: 1 (KT1…)")),
    }
}

pub(crate) fn write_originated(hash: ContractHash, writer: &mut Writer) -> Result<(), Error> {
    writer.byte(1);
    hash.write(writer)?;
    writer.byte(0);
    Ok(())
}

fn read_originated(reader: &mut Reader<'_>) -> Result<ContractHash, Error> {
    let hash = ContractHash::read(reader)?;
    match reader.byte("padding")? {
        0 => Ok(hash),
        found => Err(Error::bytes(
            Kind::InvalidBytes,
            reader.offset() - 1,
            "a zero behind the hash of a contract",
            format!("{found}"),
        )),
    }
}
