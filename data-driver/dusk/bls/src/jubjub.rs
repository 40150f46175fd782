//! Points of JubJub, the curve `-u² + v² = 1 + d·u²·v²` over the scalar field of BLS12-381.
//!
//! A coordinate is what `dusk-jubjub` keeps in memory: `a·2²⁵⁶` modulo the order, in four words of 64
//! bits with the lowest first. A compressed point is `v`, the lowest byte first, with a flag in the
//! highest bit that says whether `u` is odd.

use crate::field::Field;
use crate::fr::Fr;
use crate::inverse_root::inverse_root;
use crate::torsion::is_torsion_free;

/// A point in affine coordinates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Affine {
    /// The u-coordinate.
    pub u: [u64; 4],
    /// The v-coordinate.
    pub v: [u64; 4],
}

/// A point in projective coordinates: `(u/z, v/z)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Projective {
    /// The u-coordinate times `z`.
    pub u: [u64; 4],
    /// The v-coordinate times `z`.
    pub v: [u64; 4],
    /// What both are divided by.
    pub z: [u64; 4],
}

/// The curve's `d`.
const D: Fr = Fr::of_number([
    0x0106_5fd6_d634_3eb1,
    0x292d_7f6d_3757_9d26,
    0xf5fd_9207_e6bd_7fd4,
    0x2a93_18e7_4bfa_2b48,
]);

/// Set in a compressed point's last byte where `u` is odd.
const ODD: u8 = 0b1000_0000;

/// Decompresses a point of the curve, of any order.
///
/// `None` if the bytes stand for none: `v` is not below the field's order, there is no `u` to it, or
/// an odd zero.
#[must_use]
pub fn decompress(bytes: &[u8; 32]) -> Option<Affine> {
    let (u, v) = coordinates(bytes)?;
    Some(affine(u, v))
}

/// Decompresses a point of the subgroup of the large prime order, the identity among them.
///
/// `None` as of [`decompress`], or if the point is not in the subgroup.
#[must_use]
pub fn decompress_in_subgroup(bytes: &[u8; 32]) -> Option<Affine> {
    let (u, v) = coordinates(bytes)?;
    is_torsion_free(&u, &v).then(|| affine(u, v))
}

fn affine(u: Fr, v: Fr) -> Affine {
    Affine {
        u: u.to_crates(),
        v: v.to_crates(),
    }
}

fn coordinates(bytes: &[u8; 32]) -> Option<(Fr, Fr)> {
    let is_odd = bytes[31] & ODD != 0;
    let mut number = *bytes;
    number[31] &= !ODD;
    let v = Fr::from_bytes(&number)?;

    // u² is n/m for these; m is never zero, as -1/d is no square.
    let square = v.square();
    let n = square.sub(&Fr::ONE);
    let m = D.mul(&square).add(&Fr::ONE);
    if n.is_zero() {
        return (!is_odd).then_some((Fr::ZERO, v));
    }
    let u = inverse_root(&n.mul(&m))?.mul(&n);
    let u = if u.is_odd() == is_odd { u } else { u.neg() };
    Some((u, v))
}

/// Compresses points together, which takes one inversion.
///
/// Whether they are on the curve is not looked at, and a coordinate beyond the field's order counts
/// as what is left of it modulo the order. `None` if a `z` is zero.
#[must_use]
pub fn compress<const N: usize>(points: &[Projective; N]) -> Option<[[u8; 32]; N]> {
    let inverses = inverted(points.map(|point| Fr::from_crates(&point.z)))?;
    Some(core::array::from_fn(|i| {
        let coordinate = |words| Fr::from_crates(words).mul(&inverses[i]);
        let mut bytes = coordinate(&points[i].v).to_bytes();
        if coordinate(&points[i].u).is_odd() {
            bytes[31] |= ODD;
        }
        bytes
    }))
}

/// The elements' inverses; `None` if one is zero.
fn inverted<const N: usize>(mut elements: [Fr; N]) -> Option<[Fr; N]> {
    // Decompressed points have a `z` of one.
    if elements.iter().all(|element| element.equals(&Fr::ONE)) {
        return Some(elements);
    }
    // The products of the elements before each, and then of all.
    let mut product = Fr::ONE;
    let before = elements.map(|element| {
        let before = product;
        product = product.mul(&element);
        before
    });
    let mut inverse = product.inverse()?;
    for (element, before) in elements.iter_mut().zip(before).rev() {
        let after = inverse.mul(element);
        *element = inverse.mul(&before);
        inverse = after;
    }
    Some(elements)
}
