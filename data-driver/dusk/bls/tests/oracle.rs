//! Compared with the curve crate that Dusk's types are made of.

use data_driver_bls::{Point, compress_g1, compress_g2, g1, g2};
use dusk_bls12_381::{G1Affine, G1Projective, G2Affine, G2Projective};
use dusk_bytes::Serializable;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

/// Points of each kind; the curve crate is slow without optimisation of its callers.
const POINTS: usize = 60;

/// The prime order of the subgroups, the highest byte first.
const ORDER: [u8; 32] = [
    0x73, 0xed, 0xa7, 0x53, 0x29, 0x9d, 0x7d, 0x48, 0x33, 0x39, 0xd8, 0x08, 0x09, 0xa1, 0xd8, 0x05,
    0x53, 0xbd, 0xa4, 0x02, 0xff, 0xfe, 0x5b, 0xfe, 0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x01,
];

/// The number of points on the first curve, divided by the order.
const COFACTOR1: [u8; 16] = 0x396c_8c00_5555_e156_8c00_aaab_0000_aaab_u128.to_be_bytes();

/// The number of points on the second curve, divided by the order:
/// `(x⁸ - 4x⁷ + 5x⁶ - 4x⁴ + 6x³ - 4x² - 4x + 13) / 9` for the curve's parameter `x`.
const COFACTOR2: [u8; 64] = [
    0x05, 0xd5, 0x43, 0xa9, 0x54, 0x14, 0xe7, 0xf1, 0x09, 0x1d, 0x50, 0x79, 0x28, 0x76, 0xa2, 0x02,
    0xcd, 0x91, 0xde, 0x45, 0x47, 0x08, 0x5a, 0xba, 0xa6, 0x8a, 0x20, 0x5b, 0x2e, 0x5a, 0x7d, 0xdf,
    0xa6, 0x28, 0xf1, 0xcb, 0x4d, 0x9e, 0x82, 0xef, 0x21, 0x53, 0x7e, 0x29, 0x3a, 0x66, 0x91, 0xae,
    0x16, 0x16, 0xec, 0x6e, 0x78, 0x6f, 0x0c, 0x70, 0xcf, 0x1c, 0x38, 0xe3, 0x1c, 0x72, 0x38, 0xe5,
];

fn theirs1(bytes: &[u8; 48]) -> Option<Point<48>> {
    let raw = G1Affine::from_bytes(bytes).ok()?.to_raw_bytes();
    Some(Point {
        x: raw[..48].try_into().unwrap(),
        y: raw[48..96].try_into().unwrap(),
        is_infinity: raw[96] == 1,
    })
}

fn theirs2(bytes: &[u8; 96]) -> Option<Point<96>> {
    let raw = G2Affine::from_bytes(bytes).ok()?.to_raw_bytes();
    Some(Point {
        x: raw[..96].try_into().unwrap(),
        y: raw[96..192].try_into().unwrap(),
        is_infinity: raw[192] == 1,
    })
}

/// Both agree on the bytes, and on whether they are a point, which is told.
fn agree1(bytes: &[u8; 48]) -> bool {
    let ours = g1(bytes);
    assert_eq!(ours, theirs1(bytes), "{bytes:02x?}");
    if let Some(point) = ours {
        assert_eq!(compress_g1(&point), *bytes);
    }
    ours.is_some()
}

fn agree2(bytes: &[u8; 96]) -> bool {
    let ours = g2(bytes);
    assert_eq!(ours, theirs2(bytes), "{bytes:02x?}");
    if let Some(point) = ours {
        assert_eq!(compress_g2(&point), *bytes);
    }
    ours.is_some()
}

/// Bytes of a point on the first curve, which is most likely not in the subgroup.
fn on_curve1(rng: &mut StdRng) -> G1Affine {
    loop {
        let mut bytes = [0; 48];
        rng.fill(&mut bytes[..]);
        bytes[0] = 0x80 | bytes[0] & 0x2f;
        if let Some(point) = Option::from(G1Affine::from_compressed_unchecked(&bytes)) {
            return point;
        }
    }
}

fn on_curve2(rng: &mut StdRng) -> G2Affine {
    loop {
        let mut bytes = [0; 96];
        rng.fill(&mut bytes[..48]);
        rng.fill(&mut bytes[48..]);
        bytes[0] = 0x80 | bytes[0] & 0x2f;
        bytes[48] &= 0x0f;
        if let Some(point) = Option::from(G2Affine::from_compressed_unchecked(&bytes)) {
            return point;
        }
    }
}

/// The point times a number of any size, the highest byte first.
fn times1(point: G1Projective, number: &[u8]) -> G1Projective {
    bits(number).fold(G1Projective::identity(), |sum, bit| {
        let twice = sum.double();
        if bit { twice + point } else { twice }
    })
}

fn times2(point: G2Projective, number: &[u8]) -> G2Projective {
    bits(number).fold(G2Projective::identity(), |sum, bit| {
        let twice = sum.double();
        if bit { twice + point } else { twice }
    })
}

fn bits(number: &[u8]) -> impl Iterator<Item = bool> {
    number
        .iter()
        .flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1 == 1))
}

/// A number divided by a small one, which must be a factor.
fn divided(number: &[u8], by: u32) -> Vec<u8> {
    let mut rest = 0;
    let quotient = number
        .iter()
        .map(|byte| {
            rest = rest << 8 | u32::from(*byte);
            let digit = rest / by;
            rest %= by;
            u8::try_from(digit).unwrap()
        })
        .collect();
    assert_eq!(rest, 0, "{by} is no factor");
    quotient
}

/// A point whose order is the factor of the cofactor or, where that is there twice, maybe its square.
fn of_small_order1(rng: &mut StdRng, factor: u32, times: usize) -> G1Projective {
    let left = (0..times).fold(COFACTOR1.to_vec(), |left, _| divided(&left, factor));
    loop {
        let point = times1(times1(on_curve1(rng).into(), &ORDER), &left);
        if !bool::from(point.is_identity()) {
            return point;
        }
    }
}

fn of_small_order2(rng: &mut StdRng, factor: u32, times: usize) -> G2Projective {
    let left = (0..times).fold(COFACTOR2.to_vec(), |left, _| divided(&left, factor));
    loop {
        let point = times2(times2(on_curve2(rng).into(), &ORDER), &left);
        if !bool::from(point.is_identity()) {
            return point;
        }
    }
}

#[test]
fn points_of_the_subgroups() {
    let mut rng = StdRng::seed_from_u64(1);
    for _ in 0..POINTS {
        let number: [u8; 32] = rng.r#gen();
        assert!(agree1(
            &G1Affine::from(times1(G1Projective::generator(), &number)).to_bytes()
        ));
        assert!(agree2(
            &G2Affine::from(times2(G2Projective::generator(), &number)).to_bytes()
        ));
    }
}

#[test]
fn points_of_the_curves_are_not_enough() {
    let mut rng = StdRng::seed_from_u64(2);
    for _ in 0..POINTS {
        assert!(!agree1(&on_curve1(&mut rng).to_bytes()));
        assert!(!agree2(&on_curve2(&mut rng).to_bytes()));
    }
}

/// On the way to the multiple that decides, these come to a sum of a point and itself, or nothing.
#[test]
fn points_of_small_order() {
    let mut rng = StdRng::seed_from_u64(3);
    for (factor, times) in [(3, 1), (11, 2), (10_177, 2), (859_267, 2)] {
        let point = of_small_order1(&mut rng, factor, times);
        assert!(!agree1(&G1Affine::from(point).to_bytes()), "{factor}");
        assert!(!agree1(&G1Affine::from(-point).to_bytes()), "{factor}");
    }
    for (factor, times) in [(13, 2), (23, 2), (2713, 1), (11_953, 1), (262_069, 1)] {
        let point = of_small_order2(&mut rng, factor, times);
        assert!(!agree2(&G2Affine::from(point).to_bytes()), "{factor}");
        assert!(!agree2(&G2Affine::from(-point).to_bytes()), "{factor}");
    }
}

/// A point of the subgroup and one of small order together.
#[test]
fn points_that_are_almost_in_the_subgroup() {
    let mut rng = StdRng::seed_from_u64(4);
    for (factor, times) in [(3, 1), (11, 2)] {
        let small = of_small_order1(&mut rng, factor, times);
        assert!(!agree1(
            &G1Affine::from(G1Projective::generator() + small).to_bytes()
        ));
    }
    for (factor, times) in [(13, 2), (2713, 1)] {
        let small = of_small_order2(&mut rng, factor, times);
        assert!(!agree2(
            &G2Affine::from(G2Projective::generator() + small).to_bytes()
        ));
    }
}

#[test]
fn every_flag_with_and_without_a_coordinate() {
    let (key, signature) = (
        G2Affine::generator().to_bytes(),
        G1Affine::generator().to_bytes(),
    );
    let mut valid = 0;
    for flags in 0..8 {
        for (mut key, mut signature) in [(key, signature), ([0; 96], [0; 48])] {
            key[0] = key[0] & 0x1f | flags << 5;
            signature[0] = signature[0] & 0x1f | flags << 5;
            valid += usize::from(agree2(&key)) + usize::from(agree1(&signature));
        }
    }
    // Each generator with both signs, and each point at infinity.
    assert_eq!(valid, 6);
}

/// At the field's order a coordinate stops being one.
#[test]
fn coordinates_around_the_fields_order() {
    let order = [
        0x1a, 0x01, 0x11, 0xea, 0x39, 0x7f, 0xe6, 0x9a, 0x4b, 0x1b, 0xa7, 0xb6, 0x43, 0x4b, 0xac,
        0xd7, 0x64, 0x77, 0x4b, 0x84, 0xf3, 0x85, 0x12, 0xbf, 0x67, 0x30, 0xd2, 0xa0, 0xf6, 0xb0,
        0xf6, 0x24, 0x1e, 0xab, 0xff, 0xfe, 0xb1, 0x53, 0xff, 0xff, 0xb9, 0xfe, 0xff, 0xff, 0xff,
        0xff, 0xaa, 0xab_u8,
    ];
    for last in 0x80..=0xff {
        let mut bytes = order;
        bytes[0] |= 0x80;
        bytes[47] = last;
        agree1(&bytes);
        let mut key = [0; 96];
        key[..48].copy_from_slice(&bytes);
        agree2(&key);
        key[0] = 0x80;
        key[1..48].fill(0);
        key[48..].copy_from_slice(&order);
        key[95] = last;
        agree2(&key);
    }
    let mut zero_but_not = order;
    zero_but_not[0] |= 0xc0;
    assert!(!agree1(&zero_but_not));
}

#[test]
fn changed_bits() {
    let mut rng = StdRng::seed_from_u64(5);
    for _ in 0..4 * POINTS {
        let mut key = G2Affine::generator().to_bytes();
        key[rng.gen_range(0..96)] ^= 1 << rng.gen_range(0..8);
        agree2(&key);
        let mut signature = G1Affine::generator().to_bytes();
        signature[rng.gen_range(0..48)] ^= 1 << rng.gen_range(0..8);
        agree1(&signature);
    }
}

/// What an archive may hold in place of a point: any coordinates, beyond the field's order too.
#[test]
fn any_bytes_are_compressed_as_the_curve_crate_does() {
    let mut rng = StdRng::seed_from_u64(6);
    for round in 0..20 * POINTS {
        let is_infinity = round % 5 == 0;
        let mut raw = [0; 193];
        rng.fill(&mut raw[..]);
        // Coordinates of which a part, or more, is zero or all ones.
        for part in raw[..192].chunks_mut(48) {
            match rng.gen_range(0..6) {
                0 => part.fill(0),
                1 => part.fill(0xff),
                2 => part[8..].fill(0),
                _ => {}
            }
        }
        raw[192] = u8::from(is_infinity);
        // At infinity the crate passes over the x-coordinate, which is zero there.
        let zero = if is_infinity { 96 } else { 0 };
        raw[..zero].fill(0);
        // SAFETY: the coordinates need not be those of a point: nothing here relies on it.
        let theirs = unsafe { G2Affine::from_slice_unchecked(&raw) }.to_bytes();
        let ours = compress_g2(&Point {
            x: raw[..96].try_into().unwrap(),
            y: raw[96..192].try_into().unwrap(),
            is_infinity,
        });
        assert_eq!(ours, theirs, "{raw:02x?}");

        let mut raw1 = [0; 97];
        raw1[..96].copy_from_slice(&raw[48..144]);
        raw1[..zero / 2].fill(0);
        raw1[96] = raw[192];
        // SAFETY: as above.
        let theirs = unsafe { G1Affine::from_slice_unchecked(&raw1) }.to_bytes();
        let ours = compress_g1(&Point {
            x: raw1[..48].try_into().unwrap(),
            y: raw1[48..96].try_into().unwrap(),
            is_infinity,
        });
        assert_eq!(ours, theirs, "{raw1:02x?}");
    }
}
