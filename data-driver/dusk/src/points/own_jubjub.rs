//! Points of JubJub by the types' own crate.

use dusk_bytes::Serializable;
use dusk_core::{BlsScalar, JubJubAffine, JubJubExtended};

/// The point of JubJub's subgroup of the large prime order that these bytes are the compressed form of.
pub(crate) fn jubjub(bytes: &[u8; 32]) -> Option<JubJubExtended> {
    let point = <JubJubAffine as Serializable<32>>::from_bytes(bytes).ok()?;
    Some(point.into())
}

/// The point of JubJub, of any order, that these bytes are the compressed form of.
pub(crate) fn jubjub_of_any_order(bytes: &[u8; 32]) -> Option<JubJubExtended> {
    // Not the trait's function of that name, which looks at the order.
    let point: Option<JubJubAffine> = JubJubAffine::from_bytes(*bytes).into();
    point.map(Into::into)
}

/// The compressed forms of points; `None` if one has a last coordinate of zero.
pub(crate) fn jubjub_bytes<const N: usize>(points: [&JubJubExtended; N]) -> Option<[[u8; 32]; N]> {
    let mut bytes = [[0; 32]; N];
    for (bytes, point) in bytes.iter_mut().zip(points) {
        // An archive may hold a number beyond the field's order; a product is always below it.
        let z = point.get_z() * BlsScalar::one();
        if z == BlsScalar::zero() {
            return None;
        }
        let (u, v) = (point.get_u(), point.get_v());
        let point = JubJubExtended::from_raw_unchecked(u, v, z, point.get_t1(), point.get_t2());
        *bytes = JubJubAffine::from(point).to_bytes();
    }
    Some(bytes)
}
