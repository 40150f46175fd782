//! Points as `data-driver-bls` reads and writes them, and as the curve crates of Dusk's types do.
//!
//! * Both agree whether bytes are a point of the subgroup, and on its coordinates.
//! * A point that was read is written as the same bytes.
//! * Coordinates that are those of no point are written as the curve crates write them.
//!
//! Bytes are taken as they are, or are those of a multiple of the generator with one byte changed, or are coordinates.

#![no_main]

use data_driver_bls::jubjub::{Affine, Projective, compress, decompress, decompress_in_subgroup};
use data_driver_bls::{Point, compress_g1, compress_g2, g1, g2};
use data_driver_fuzz::curve::KINDS;
use dusk_bls12_381::{G1Affine, G1Projective, G2Affine, G2Projective};
use dusk_bytes::Serializable;
use dusk_jubjub::{BlsScalar, GENERATOR_EXTENDED, JubJubAffine, JubJubExtended, JubJubScalar};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((&[kind, way], bytes)) = bytes.split_first_chunk() else {
        return;
    };
    match (kind % KINDS, way % 3) {
        (0, 0) => compressed1(padded(bytes)),
        (0, 1) => {
            let scalar = BlsScalar::from(u64::from_le_bytes(padded(bytes)));
            let point = G1Affine::from(G1Projective::generator() * scalar);
            compressed1(changed(point.to_bytes(), bytes));
        }
        (0, _) => coordinates1(padded(bytes)),
        (1, 0) => compressed2(padded(bytes)),
        (1, 1) => {
            let scalar = BlsScalar::from(u64::from_le_bytes(padded(bytes)));
            let point = G2Affine::from(G2Projective::generator() * scalar);
            compressed2(changed(point.to_bytes(), bytes));
        }
        (1, _) => coordinates2(padded(bytes)),
        (_, 0) => jubjub(padded(bytes)),
        (_, 1) => {
            let scalar = JubJubScalar::from(u64::from_le_bytes(padded(bytes)));
            let point = JubJubAffine::from(GENERATOR_EXTENDED * scalar);
            jubjub(changed(point.to_bytes(), bytes));
        }
        (_, _) => jubjub_coordinates(padded(bytes)),
    }
});

/// As many of the bytes as there is room for, and zeros.
fn padded<const N: usize>(bytes: &[u8]) -> [u8; N] {
    let mut padded = [0; N];
    let length = bytes.len().min(N);
    padded[..length].copy_from_slice(&bytes[..length]);
    padded
}

/// The point with one byte changed, as the bytes behind the scalar say.
fn changed<const N: usize>(mut point: [u8; N], bytes: &[u8]) -> [u8; N] {
    if let Some([at, by]) = bytes.get(8..10) {
        point[usize::from(*at) % N] ^= by;
    }
    point
}

fn compressed1(bytes: [u8; 48]) {
    let ours = g1(&bytes);
    let theirs = G1Affine::from_bytes(&bytes).ok().map(|point| {
        let raw = point.to_raw_bytes();
        Point::<48> {
            x: padded(&raw[..48]),
            y: padded(&raw[48..96]),
            is_infinity: raw[96] == 1,
        }
    });
    assert_eq!(ours, theirs);
    if let Some(point) = ours {
        assert_eq!(compress_g1(&point), bytes);
    }
}

fn compressed2(bytes: [u8; 96]) {
    let ours = g2(&bytes);
    let theirs = G2Affine::from_bytes(&bytes).ok().map(|point| {
        let raw = point.to_raw_bytes();
        Point::<96> {
            x: padded(&raw[..96]),
            y: padded(&raw[96..192]),
            is_infinity: raw[192] == 1,
        }
    });
    assert_eq!(ours, theirs);
    if let Some(point) = ours {
        assert_eq!(compress_g2(&point), bytes);
    }
}

fn coordinates1(mut raw: [u8; 97]) {
    raw[96] &= 1;
    if raw[96] == 1 {
        // At infinity the crate passes over the x-coordinate, which is zero there.
        raw[..48].fill(0);
    }
    // SAFETY: the coordinates need not be those of a point: nothing here relies on it.
    let theirs = unsafe { G1Affine::from_slice_unchecked(&raw) }.to_bytes();
    let ours = compress_g1(&Point {
        x: padded(&raw[..48]),
        y: padded(&raw[48..96]),
        is_infinity: raw[96] == 1,
    });
    assert_eq!(ours, theirs);
}

fn coordinates2(mut raw: [u8; 193]) {
    raw[192] &= 1;
    if raw[192] == 1 {
        raw[..96].fill(0);
    }
    // SAFETY: as above.
    let theirs = unsafe { G2Affine::from_slice_unchecked(&raw) }.to_bytes();
    let ours = compress_g2(&Point {
        x: padded(&raw[..96]),
        y: padded(&raw[96..192]),
        is_infinity: raw[192] == 1,
    });
    assert_eq!(ours, theirs);
}

fn jubjub(bytes: [u8; 32]) {
    let coordinates = |point: JubJubAffine| Affine {
        u: point.get_u().0,
        v: point.get_v().0,
    };
    let on_curve = Option::from(JubJubAffine::from_bytes(bytes)).map(coordinates);
    let in_subgroup = <JubJubAffine as Serializable<32>>::from_bytes(&bytes).ok();
    assert_eq!(decompress(&bytes), on_curve);
    assert_eq!(decompress_in_subgroup(&bytes), in_subgroup.map(coordinates));
    if let Some(Affine { u, v }) = on_curve {
        let z = BlsScalar::one().0;
        assert_eq!(compress(&[Projective { u, v, z }]), Some([bytes]));
    }
}

fn jubjub_coordinates(bytes: [u8; 96]) {
    let words = |coordinate: usize| -> [u64; 4] {
        std::array::from_fn(|word| {
            u64::from_le_bytes(padded(&bytes[32 * coordinate + 8 * word..][..8]))
        })
    };
    let z = words(2);
    // The crate's inversion takes numbers below the order alone; its product gives one.
    let [u, v, below] = [words(0), words(1), z].map(|words| BlsScalar(words) * BlsScalar::one());
    let ours = compress(&[Projective { u: u.0, v: v.0, z }]);
    if below == BlsScalar::zero() {
        // It has no affine form, of which the crate makes a panic.
        assert_eq!(ours, None);
        return;
    }
    let theirs = JubJubExtended::from_raw_unchecked(u, v, below, u, v);
    assert_eq!(ours, Some([JubJubAffine::from(theirs).to_bytes()]));
}
