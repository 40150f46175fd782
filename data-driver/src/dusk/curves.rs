//! Scalars, points, and the id of a contract.

use dusk_core::abi::{CONTRACT_ID_BYTES, ContractId};
use dusk_core::{BlsScalar, JubJubAffine, JubJubExtended, JubJubScalar};

use super::macros::strings;

strings! {
    /// The id of a contract (`piecrust-uplink`).
    ContractId as "ContractId": Hex, CONTRACT_ID_BYTES;
    /// A scalar of the curve BLS12-381 (`dusk-bls12_381`), little-endian and smaller than the
    /// curve's order: 1 is `0100…00`. Hashes, nullifiers and roots of trees are such scalars.
    BlsScalar as "BlsScalar": Hex, 32;
    /// A scalar of the curve JubJub (`dusk-jubjub`), little-endian and smaller than the curve's
    /// order.
    JubJubScalar as "JubJubScalar": Hex, 32;
    /// A point of the curve JubJub (`dusk-jubjub`), compressed.
    JubJubAffine as "JubJubAffine": Hex, 32;
    /// A point of the curve JubJub (`dusk-jubjub`), compressed. In Rust it is a point in projective
    /// coordinates, of which several stand for the same point; bytes made from JSON hold the one
    /// whose last coordinate is 1.
    JubJubExtended as "JubJubExtended": Hex, 32;
}
