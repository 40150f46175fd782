//! From the coordinates in memory to a compressed point.

use crate::decompress::Point;
use crate::fp::{BYTES, Number};

/// Set in every compressed point's first byte.
const COMPRESSED: u8 = 0b1000_0000;
/// Set where the point is the one at infinity.
const INFINITY: u8 = 0b0100_0000;
/// Set where the y-coordinate is larger than its negative.
const LARGE: u8 = 0b0010_0000;

/// Compresses a point of the first group.
///
/// Whether it is one is not looked at. A coordinate beyond the field's order counts as what is left
/// of it modulo the order.
#[must_use]
pub fn compress_g1(point: &Point<48>) -> [u8; 48] {
    let mut bytes = Number::from_crates(&point.x).to_bytes();
    let is_large = Number::from_crates(&point.y).is_large();
    bytes[0] |= flags(point.is_infinity, is_large);
    bytes
}

/// Compresses a point of the second group, as [`compress_g1`] one of the first.
#[must_use]
pub fn compress_g2(point: &Point<96>) -> [u8; 96] {
    let (x0, x1) = halves(&point.x);
    let (y0, y1) = halves(&point.y);
    let mut bytes = [0; 96];
    bytes[..BYTES].copy_from_slice(&Number::from_crates(x1).to_bytes());
    bytes[BYTES..].copy_from_slice(&Number::from_crates(x0).to_bytes());
    let is_large = Number::from_crates(y1).is_large()
        || (*y1 == [0; BYTES] && Number::from_crates(y0).is_large());
    bytes[0] |= flags(point.is_infinity, is_large);
    bytes
}

fn flags(is_infinity: bool, is_large: bool) -> u8 {
    COMPRESSED
        | match (is_infinity, is_large) {
            (true, _) => INFINITY,
            (false, true) => LARGE,
            (false, false) => 0,
        }
}

fn halves(bytes: &[u8; 96]) -> (&[u8; BYTES], &[u8; BYTES]) {
    let (halves, _) = bytes.as_chunks::<BYTES>();
    (&halves[0], &halves[1])
}
