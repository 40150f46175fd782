//! Keys, signatures, addresses, scalars, points and ids: types that are bytes in a string.
//!
//! Their own serde goes through the crates `bs58` and `hex`, which takes most of the time of decoding,
//! and reading a BLS key decompresses a point, which takes most of the time of encoding. Here the text
//! is the framework's work; in WebAssembly BLS points are decompressed by `data-driver-bls`, and the
//! last ones are remembered, because a wallet uses the same keys again and again. What a text stands
//! for, and what is refused, is the same.

use data_driver::describe::{Definition, Describe, Encoding, Named, Type};
use dusk_bytes::Serializable;
use dusk_core::abi::{CONTRACT_ID_BYTES, ContractId};
use dusk_core::signatures::{bls, schnorr};
use dusk_core::transfer::phoenix;
use dusk_core::{BlsScalar, JubJubAffine, JubJubExtended, JubJubScalar};

use crate::macros::text;
use crate::points;

data_driver::foreign_types! {
    /// The types of Dusk's contracts: `contract! { pub MyDriver("MyContract", types = data_driver_dusk::Dusk) { … } }`.
    pub Dusk {
        /// A BLS public key, the address of a Moonlight account (`bls12_381-bls`): a compressed point of
        /// the group G2 of BLS12-381.
        bls::PublicKey as "BlsPublicKey": Base58[96]
            = |key| Ok(points::public_key_bytes(key)),
            |bytes| points::public_key(bytes).ok_or(NO_BLS_POINT);
        /// A BLS signature (`bls12_381-bls`): a compressed point of the group G1 of BLS12-381.
        bls::Signature as "BlsSignature": Base58[48]
            = |signature| Ok(points::signature_bytes(signature)),
            |bytes| points::signature(bytes).ok_or(NO_BLS_POINT);
        /// A Schnorr public key (`jubjub-schnorr`): a compressed point of JubJub.
        schnorr::PublicKey as "SchnorrPublicKey": Base58[32] = to_bytes, from_bytes;
        /// A Schnorr signature (`jubjub-schnorr`), made with a note's secret key.
        schnorr::Signature as "SchnorrSignature": Base58[64] = to_bytes, from_bytes;
        /// A Schnorr signature that two public keys verify (`jubjub-schnorr`).
        schnorr::SignatureDouble as "SchnorrSignatureDouble": Base58[96] = to_bytes, from_bytes;
        /// A Phoenix public key, from which senders make stealth addresses (`phoenix-core`).
        phoenix::PublicKey as "PhoenixPublicKey": Base58[64] = to_bytes, from_bytes;
        /// A Phoenix view key, which finds and reads the notes of a secret key but cannot spend them
        /// (`phoenix-core`).
        phoenix::ViewKey as "PhoenixViewKey": Base58[64] = to_bytes, from_bytes;
        /// The address of one note, which only its owner can tell to be theirs (`phoenix-core`).
        phoenix::StealthAddress as "StealthAddress": Base58[64] = to_bytes, from_bytes;
        /// The id of a contract (`piecrust-uplink`).
        ContractId as "ContractId": Hex[CONTRACT_ID_BYTES]
            = |id| Ok(id.to_bytes()),
            |bytes| Ok(ContractId::from_bytes(*bytes));
    }
}

const NO_BLS_POINT: &str = "the bytes are no point of the curve's prime-order subgroup";
const NO_POINT: &str = "a point or a scalar in the bytes is not one of its curve";

fn to_bytes<T: Serializable<N>, const N: usize>(value: &T) -> Result<[u8; N], &'static str> {
    Ok(value.to_bytes())
}

fn from_bytes<T: Serializable<N>, const N: usize>(bytes: &[u8; N]) -> Result<T, &'static str> {
    T::from_bytes(bytes).map_err(|_| NO_POINT)
}

/// Describes types that are read and written by their own serde.
macro_rules! strings {
    ($($(#[doc = $doc:literal])* $ty:ty as $name:literal: $encoding:ident[$length:expr];)*) => {$(
        impl Describe<Dusk> for $ty {
            const TYPE: &'static Type = &Type::Named(&Named {
                name: $name,
                doc: text!($($doc)*),
                definition: Definition::Alias(&Type::Bytes {
                    encoding: Encoding::$encoding,
                    length: Some($length),
                }),
            });
        }
    )*};
}

strings! {
    /// Several BLS public keys made into one (`bls12_381-bls`).
    bls::MultisigPublicKey as "BlsMultisigPublicKey": Base58[96];
    /// Several BLS signatures made into one (`bls12_381-bls`).
    bls::MultisigSignature as "BlsMultisigSignature": Base58[48];
    /// A scalar of the curve BLS12-381 (`dusk-bls12_381`), little-endian and smaller than the
    /// curve's order: 1 is `0100…00`. Hashes, nullifiers and roots of trees are such scalars.
    BlsScalar as "BlsScalar": Hex[32];
    /// A scalar of the curve JubJub (`dusk-jubjub`), little-endian and smaller than the curve's
    /// order.
    JubJubScalar as "JubJubScalar": Hex[32];
    /// A point of the curve JubJub (`dusk-jubjub`), compressed.
    JubJubAffine as "JubJubAffine": Hex[32];
    /// A point of the curve JubJub (`dusk-jubjub`), compressed. In Rust it is a point in projective
    /// coordinates, of which several stand for the same point; bytes made from JSON hold the one
    /// whose last coordinate is 1.
    JubJubExtended as "JubJubExtended": Hex[32];
}
