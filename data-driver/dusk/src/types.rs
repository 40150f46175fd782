//! Keys, signatures, addresses, scalars, points and ids: types that are bytes in a string.
//!
//! Their own serde goes through the crates `bs58` and `hex`, which takes most of the time of decoding,
//! and reading a key decompresses a point or two, which takes most of the time of encoding. Here the
//! text is the framework's work; in WebAssembly points are decompressed by `data-driver-bls`, and the
//! last ones are remembered, because a wallet uses the same keys again and again. What a text stands
//! for, and what is refused, is the same.

use data_driver::describe::{Definition, Describe, Encoding, Named, Type};
use data_driver::layout::{Archived, Layout, Probe, Shape};
use dusk_core::abi::{CONTRACT_ID_BYTES, ContractId};
use dusk_core::signatures::{bls, schnorr};
use dusk_core::transfer::phoenix;
use dusk_core::{BlsScalar, JubJubAffine, JubJubExtended, JubJubScalar};

use crate::jubjub_keys::*;
use crate::macros::text;
use crate::points;

data_driver::foreign_types! {
    /// The types of Dusk's contracts: `contract! { pub MyDriver("MyContract", types = data_driver_dusk::Dusk) { … } }`.
    pub Dusk {
        /// A BLS public key, the address of a Moonlight account (`bls12_381-bls`): a compressed point of
        /// the group G2 of BLS12-381.
        bls::PublicKey as "BlsPublicKey": Base58[96]
            = |key| Ok(points::public_key_bytes(key)),
            |bytes| points::public_key(bytes).ok_or(NO_BLS_POINT),
            points::write_public_key;
        /// A BLS signature (`bls12_381-bls`): a compressed point of the group G1 of BLS12-381.
        bls::Signature as "BlsSignature": Base58[48]
            = |signature| Ok(points::signature_bytes(signature)),
            |bytes| points::signature(bytes).ok_or(NO_BLS_POINT);
        /// A Schnorr public key (`jubjub-schnorr`): a compressed point of JubJub.
        schnorr::PublicKey as "SchnorrPublicKey": Base58[32]
            = |key| schnorr_public_key_bytes(key).ok_or(NOWHERE),
            |bytes| schnorr_public_key(bytes).ok_or(NO_POINT);
        /// A Schnorr signature (`jubjub-schnorr`), made with a note's secret key.
        schnorr::Signature as "SchnorrSignature": Base58[64]
            = |signature| schnorr_signature_bytes(signature).ok_or(NOWHERE),
            |bytes| schnorr_signature(bytes).ok_or(NO_POINT);
        /// A Schnorr signature that two public keys verify (`jubjub-schnorr`).
        schnorr::SignatureDouble as "SchnorrSignatureDouble": Base58[96]
            = |signature| schnorr_signature_double_bytes(signature).ok_or(NOWHERE),
            |bytes| schnorr_signature_double(bytes).ok_or(NO_POINT);
        /// A Phoenix public key, from which senders make stealth addresses (`phoenix-core`).
        phoenix::PublicKey as "PhoenixPublicKey": Base58[64]
            = |key| phoenix_public_key_bytes(key).ok_or(NOWHERE),
            |bytes| phoenix_public_key(bytes).ok_or(NO_POINT);
        /// A Phoenix view key, which finds and reads the notes of a secret key but cannot spend them
        /// (`phoenix-core`).
        phoenix::ViewKey as "PhoenixViewKey": Base58[64]
            = |key| view_key_bytes(key).ok_or(NOWHERE),
            |bytes| view_key(bytes).ok_or(NO_POINT);
        /// The address of one note, which only its owner can tell to be theirs (`phoenix-core`).
        phoenix::StealthAddress as "StealthAddress": Base58[64]
            = |address| stealth_address_bytes(address).ok_or(NOWHERE),
            |bytes| stealth_address(bytes).ok_or(NO_POINT);
        /// A point of the curve JubJub (`dusk-jubjub`), compressed.
        JubJubAffine as "JubJubAffine": Hex[32]
            = |point| point_bytes(&JubJubExtended::from(*point)),
            |bytes| {
                let point = points::jubjub_of_any_order(bytes).ok_or(NO_JUBJUB)?;
                Ok(JubJubAffine::from_raw_unchecked(point.get_u(), point.get_v()))
            };
        /// A point of the curve JubJub (`dusk-jubjub`), compressed. In Rust it is a point in projective
        /// coordinates, of which several stand for the same point; bytes made from JSON hold the one
        /// whose last coordinate is 1.
        JubJubExtended as "JubJubExtended": Hex[32]
            = point_bytes,
            |bytes| points::jubjub_of_any_order(bytes).ok_or(NO_JUBJUB);
        /// The id of a contract (`piecrust-uplink`).
        ContractId as "ContractId": Hex[CONTRACT_ID_BYTES]
            = |id| Ok(id.to_bytes()),
            |bytes| Ok(ContractId::from_bytes(*bytes));
    }
}

const NO_BLS_POINT: &str = "the bytes are no point of the curve's prime-order subgroup";
const NO_POINT: &str = "a point or a scalar in the bytes is not one of its curve";

const NO_JUBJUB: &str = "the bytes are no point of the curve JubJub";
const NOWHERE: &str = "a point has a last coordinate of zero, so it is nowhere on its curve";

/// Points in hex may be of any order, as for their own serde, which panics at those that are nowhere.
fn point_bytes(point: &JubJubExtended) -> Result<[u8; 32], &'static str> {
    let [bytes] = points::jubjub_bytes([point]).ok_or(NOWHERE)?;
    Ok(bytes)
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
            const LAYOUT: &'static Layout = &Layout::Type(&Archived {
                name: $name,
                place: module_path!(),
                measure: Probe::<$ty>::MEASURE,
                shape: Shape::Opaque,
                holds: &[],
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
}

#[cfg(test)]
mod tests {
    use alloc::format;
    use alloc::string::{String, ToString};

    use dusk_core::GENERATOR_EXTENDED;
    use serde::Serialize;
    use serde::de::DeserializeOwned;

    use super::*;
    use data_driver::json::{self, Integers};

    fn as_its_own<T: Describe<Dusk> + Serialize + DeserializeOwned + PartialEq>(value: &T) {
        let text = serde_json::to_string(value).unwrap();
        let mut ours = String::new();
        json::write_with::<Dusk, _>(value, Integers::AsDeclared, &mut ours).unwrap();
        assert_eq!(ours, text);
        assert!(json::from_str_with::<Dusk, T>(&text).unwrap() == *value);

        // A bit less or more of these makes points of another order, or none.
        for bit in 0..8 {
            let mut bytes = hex::decode(text.trim_matches('"')).unwrap();
            bytes[9] ^= 1 << bit;
            let mut damaged = String::from("\"");
            damaged.push_str(&hex::encode(&bytes));
            damaged.push('"');
            let ours = json::from_str_with::<Dusk, T>(&damaged);
            let theirs = serde_json::from_str::<T>(&damaged);
            assert!(ours.as_ref().ok() == theirs.as_ref().ok());
            if let Err(error) = ours {
                assert_eq!(
                    error.to_string(),
                    format!("expected 32 bytes of hex: {NO_JUBJUB}")
                );
            }
        }
    }

    #[test]
    fn points_in_hex_are_read_and_written_as_by_their_own_serde() {
        let small = points::jubjub_of_any_order(&[0; 32]).unwrap();
        let mut point = GENERATOR_EXTENDED;
        for _ in 0..10 {
            point = point.double() + small;
            as_its_own(&point);
            as_its_own(&JubJubAffine::from(point));
        }
    }

    /// T2: where their own serde panics.
    #[test]
    fn a_point_that_is_nowhere_has_no_text() {
        let point = data_driver::from_rkyv::<JubJubExtended>(&[0; 160]).unwrap();
        let error = json::write_with::<Dusk, _>(&point, Integers::AsDeclared, &mut String::new())
            .unwrap_err();
        assert_eq!(error.to_string(), NOWHERE);
        assert_eq!(error.kind(), data_driver::Kind::InvalidBytes);
    }
}
