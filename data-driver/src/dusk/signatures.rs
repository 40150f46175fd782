//! Keys and signatures.

use dusk_core::signatures::{bls, schnorr};

use super::macros::strings;

strings! {
    /// A BLS public key, the address of a Moonlight account (`bls12_381-bls`): a compressed point of
    /// the group G2 of BLS12-381.
    bls::PublicKey as "BlsPublicKey": Base58, 96;
    /// A BLS signature (`bls12_381-bls`): a compressed point of the group G1 of BLS12-381.
    bls::Signature as "BlsSignature": Base58, 48;
    /// Several BLS public keys made into one (`bls12_381-bls`).
    bls::MultisigPublicKey as "BlsMultisigPublicKey": Base58, 96;
    /// Several BLS signatures made into one (`bls12_381-bls`).
    bls::MultisigSignature as "BlsMultisigSignature": Base58, 48;
    /// A Schnorr public key (`jubjub-schnorr`): a compressed point of JubJub.
    schnorr::PublicKey as "SchnorrPublicKey": Base58, 32;
    /// A Schnorr signature (`jubjub-schnorr`), made with a note's secret key.
    schnorr::Signature as "SchnorrSignature": Base58, 64;
    /// A Schnorr signature that two public keys verify (`jubjub-schnorr`).
    schnorr::SignatureDouble as "SchnorrSignatureDouble": Base58, 96;
}
