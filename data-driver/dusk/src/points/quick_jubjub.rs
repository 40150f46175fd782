//! Points of JubJub by `data-driver-bls`.
//!
//! It tells the subgroup by one exponentiation, where the types' own crate multiplies the point by the
//! subgroup's order. So it is several times faster even where words of 64 bits multiply into 128.

use data_driver_bls::jubjub as curve;
use dusk_core::{BlsScalar, JubJubAffine, JubJubExtended};

/// The point of JubJub's subgroup of the large prime order that these bytes are the compressed form of.
pub(crate) fn jubjub(bytes: &[u8; 32]) -> Option<JubJubExtended> {
    curve::decompress_in_subgroup(bytes).map(extended)
}

/// The point of JubJub, of any order, that these bytes are the compressed form of.
pub(crate) fn jubjub_of_any_order(bytes: &[u8; 32]) -> Option<JubJubExtended> {
    curve::decompress(bytes).map(extended)
}

fn extended(point: curve::Affine) -> JubJubExtended {
    JubJubAffine::from_raw_unchecked(BlsScalar(point.u), BlsScalar(point.v)).into()
}

/// The compressed forms of points; `None` if one has a last coordinate of zero.
pub(crate) fn jubjub_bytes<const N: usize>(points: [&JubJubExtended; N]) -> Option<[[u8; 32]; N]> {
    curve::compress(&points.map(|point| curve::Projective {
        u: point.get_u().0,
        v: point.get_v().0,
        z: point.get_z().0,
    }))
}

#[cfg(test)]
mod tests {
    use dusk_core::{GENERATOR_EXTENDED, JubJubScalar};

    use super::super::own_jubjub;
    use super::{BlsScalar, JubJubAffine, JubJubExtended};

    /// All four, because points that are equal can have others.
    fn coordinates(point: Option<JubJubExtended>) -> Option<[BlsScalar; 5]> {
        point.map(|point| {
            let [u, v, z] = [point.get_u(), point.get_v(), point.get_z()];
            [u, v, z, point.get_t1(), point.get_t2()]
        })
    }

    #[test]
    fn both_ways_give_the_same_points_of_jubjub() {
        // The last is of order four, and with it no sum is in the subgroup.
        let small = super::jubjub_of_any_order(&[0; 32]).expect("a point");
        for number in 0..40_u64 {
            let point = GENERATOR_EXTENDED * JubJubScalar::from(number);
            for (point, in_subgroup) in [(point, true), (point + small, false)] {
                let [bytes] = super::jubjub_bytes([&point]).expect("not nowhere");
                assert_eq!(bytes, JubJubAffine::from(point).to_bytes());
                let ours = coordinates(super::jubjub(&bytes));
                assert_eq!(ours.is_some(), in_subgroup);
                assert_eq!(ours, coordinates(own_jubjub::jubjub(&bytes)));
                let ours = coordinates(super::jubjub_of_any_order(&bytes));
                assert!(ours.is_some());
                assert_eq!(ours, coordinates(own_jubjub::jubjub_of_any_order(&bytes)));

                let mut damaged = bytes;
                damaged[usize::from(bytes[0] % 32)] ^= 1 << (bytes[1] % 8);
                assert_eq!(
                    coordinates(super::jubjub(&damaged)),
                    coordinates(own_jubjub::jubjub(&damaged))
                );
                assert_eq!(
                    coordinates(super::jubjub_of_any_order(&damaged)),
                    coordinates(own_jubjub::jubjub_of_any_order(&damaged))
                );
            }
        }
    }

    /// Archives hold any coordinates, beyond the field's order too.
    #[test]
    fn both_ways_compress_whatever_words_are_a_point_of_jubjub() {
        // What is left of each modulo the order is zero: of the last, it is the order itself.
        let zeros = [
            [0; 4],
            [
                0xffff_ffff_0000_0001,
                0x53bd_a402_fffe_5bfe,
                0x3339_d808_09a1_d805,
                0x73ed_a753_299d_7d48,
            ],
        ];
        let mut state = 1_u64;
        let mut words = || {
            [(); 4].map(|()| {
                state = state.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23);
                state
            })
        };
        let point = |u, v, z| {
            let [u, v, z] = [u, v, z].map(BlsScalar);
            JubJubExtended::from_raw_unchecked(u, v, z, u, v)
        };
        for _ in 0..100 {
            let points = [
                point(words(), words(), words()),
                point(words(), [u64::MAX; 4], BlsScalar::one().0),
                point([0; 4], words(), [u64::MAX; 4]),
            ];
            let ours = super::jubjub_bytes(points.each_ref());
            assert!(ours.is_some());
            assert_eq!(ours, own_jubjub::jubjub_bytes(points.each_ref()));
            for zero in zeros {
                let nowhere = point(words(), words(), zero);
                assert_eq!(super::jubjub_bytes([&nowhere]), None);
                assert_eq!(own_jubjub::jubjub_bytes([&nowhere]), None);
                assert_eq!(super::jubjub_bytes([&points[0], &nowhere]), None);
                assert_eq!(own_jubjub::jubjub_bytes([&points[0], &nowhere]), None);
            }
        }
    }
}
