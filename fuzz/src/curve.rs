//! Inputs of the target `curve`: one byte for the kind of point, one for how it comes about, and the bytes.

use dusk_bls12_381::{G1Affine, G2Affine};
use dusk_bytes::Serializable as _;
use dusk_jubjub::{GENERATOR_EXTENDED, JubJubAffine};

/// The kinds of points.
pub const KINDS: u8 = 3;

/// Of each kind the generator, what is zero, and numbers at the ends.
#[must_use]
pub fn seeds() -> Vec<Vec<u8>> {
    let generators: [Vec<u8>; 3] = [
        G1Affine::generator().to_bytes().to_vec(),
        G2Affine::generator().to_bytes().to_vec(),
        JubJubAffine::from(GENERATOR_EXTENDED).to_bytes().to_vec(),
    ];
    let mut seeds = Vec::new();
    for (kind, point) in (0..KINDS).zip(generators) {
        for fill in [0, 0xff] {
            seeds.push([&[kind, 0], &*vec![fill; point.len()]].concat());
        }
        for way in 0..3 {
            seeds.push([&[kind, way], &*point].concat());
        }
    }
    seeds
}
