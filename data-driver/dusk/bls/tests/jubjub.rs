//! JubJub's points, compared with the curve crate that Dusk's types are made of.

use data_driver_bls::jubjub::{Affine, Projective, compress, decompress, decompress_in_subgroup};
use dusk_bytes::Serializable;
use dusk_jubjub::{BlsScalar, GENERATOR_EXTENDED, JubJubAffine, JubJubExtended, JubJubScalar};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

/// Points of each kind; the curve crate is slow without optimisation of its callers.
const POINTS: usize = 60;

/// The order of the field that the coordinates are in, the lowest byte first.
const ORDER: [u8; 32] = [
    0x01, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xfe, 0x5b, 0xfe, 0xff, 0x02, 0xa4, 0xbd, 0x53,
    0x05, 0xd8, 0xa1, 0x09, 0x08, 0xd8, 0x39, 0x33, 0x48, 0x7d, 0x9d, 0x29, 0x53, 0xa7, 0xed, 0x73,
];

/// The points of the curve divided by eight, a prime, the highest byte first.
const SUBGROUP_ORDER: [u8; 32] = [
    0x0e, 0x7d, 0xb4, 0xea, 0x65, 0x33, 0xaf, 0xa9, 0x06, 0x67, 0x3b, 0x01, 0x01, 0x34, 0x3b, 0x00,
    0xa6, 0x68, 0x20, 0x93, 0xcc, 0xc8, 0x10, 0x82, 0xd0, 0x97, 0x0e, 0x5e, 0xd6, 0xf7, 0x2c, 0xb7,
];

/// What the bytes turned out to be.
#[derive(Debug, PartialEq, Eq)]
enum Is {
    NoPoint,
    OnCurve,
    InSubgroup,
}

/// Both agree on the bytes, and on whether they are a point, which is told.
fn agree(bytes: [u8; 32]) -> Is {
    let coordinates = |point: JubJubAffine| Affine {
        u: point.get_u().0,
        v: point.get_v().0,
    };
    let on_curve = Option::from(JubJubAffine::from_bytes(bytes)).map(coordinates);
    let in_subgroup = <JubJubAffine as Serializable<32>>::from_bytes(&bytes)
        .ok()
        .map(coordinates);
    assert_eq!(decompress(&bytes), on_curve, "{bytes:02x?}");
    assert_eq!(decompress_in_subgroup(&bytes), in_subgroup, "{bytes:02x?}");
    if let Some(Affine { u, v }) = on_curve {
        let z = BlsScalar::one().0;
        assert_eq!(compress(&[Projective { u, v, z }]), Some([bytes]));
    }
    match (on_curve, in_subgroup) {
        (None, _) => Is::NoPoint,
        (Some(_), None) => Is::OnCurve,
        (Some(_), Some(_)) => Is::InSubgroup,
    }
}

fn bytes_of(point: JubJubExtended) -> [u8; 32] {
    JubJubAffine::from(point).to_bytes()
}

/// A point of the curve; one of eight is in the subgroup.
fn on_curve(rng: &mut StdRng) -> JubJubExtended {
    loop {
        if let Some(point) = Option::<JubJubAffine>::from(JubJubAffine::from_bytes(rng.r#gen())) {
            return point.into();
        }
    }
}

fn in_subgroup(rng: &mut StdRng) -> JubJubExtended {
    GENERATOR_EXTENDED * JubJubScalar::from(rng.r#gen::<u64>())
}

/// The point times the subgroup's order: one of the eight points whose order divides eight.
fn times_subgroup_order(point: JubJubExtended) -> JubJubExtended {
    let bits = SUBGROUP_ORDER
        .iter()
        .flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1 == 1));
    bits.fold(JubJubExtended::identity(), |sum, bit| {
        let twice = sum.double();
        if bit { twice + point } else { twice }
    })
}

/// A point of order eight.
fn of_order_eight(rng: &mut StdRng) -> JubJubExtended {
    loop {
        let point = times_subgroup_order(on_curve(rng));
        if point.double().double() != JubJubExtended::identity() {
            return point;
        }
    }
}

#[test]
fn points_of_the_subgroup() {
    let mut rng = StdRng::seed_from_u64(1);
    for _ in 0..POINTS {
        assert_eq!(agree(bytes_of(in_subgroup(&mut rng))), Is::InSubgroup);
    }
}

#[test]
fn points_of_the_curve_are_not_enough() {
    let mut rng = StdRng::seed_from_u64(2);
    let points = (0..4 * POINTS).map(|_| bytes_of(on_curve(&mut rng)));
    let others = points.filter(|point| agree(*point) == Is::OnCurve);
    assert!(others.count() > 2 * POINTS);
}

#[test]
fn points_of_small_order_alone_and_with_one_of_the_subgroup() {
    let mut rng = StdRng::seed_from_u64(3);
    let smallest = of_order_eight(&mut rng);
    let mut small = JubJubExtended::identity();
    for multiple in 0..8 {
        let expected = if multiple == 0 {
            Is::InSubgroup
        } else {
            Is::OnCurve
        };
        assert_eq!(agree(bytes_of(small)), expected, "{multiple}");
        for _ in 0..POINTS / 8 {
            let point = in_subgroup(&mut rng) + small;
            assert_eq!(agree(bytes_of(point)), expected, "{multiple}");
        }
        small += smallest;
    }
    assert_eq!(small, JubJubExtended::identity());
}

/// Half of all numbers have no u-coordinate to them.
#[test]
fn any_bytes() {
    let mut rng = StdRng::seed_from_u64(4);
    let mut points = 0;
    for _ in 0..8 * POINTS {
        let mut bytes: [u8; 32] = rng.r#gen();
        bytes[31] &= 0xbf;
        points += usize::from(agree(bytes) != Is::NoPoint);
    }
    assert!((3 * POINTS..5 * POINTS).contains(&points), "{points}");
}

/// Where `u` is zero, `v` is one or its negative; the flag must not be set there.
#[test]
fn a_zero_is_not_odd() {
    let mut one = [0; 32];
    one[0] = 1;
    let mut minus_one = ORDER;
    minus_one[0] = 0;
    assert_eq!(agree(one), Is::InSubgroup);
    assert_eq!(agree(minus_one), Is::OnCurve);
    one[31] |= 0x80;
    minus_one[31] |= 0x80;
    assert_eq!(agree(one), Is::NoPoint);
    assert_eq!(agree(minus_one), Is::NoPoint);
}

/// With `v` of zero the points have order four.
#[test]
fn all_bits_clear_or_set() {
    assert_eq!(agree([0; 32]), Is::OnCurve);
    let mut odd = [0; 32];
    odd[31] = 0x80;
    assert_eq!(agree(odd), Is::OnCurve);
    assert_eq!(agree([0xff; 32]), Is::NoPoint);
}

/// At the field's order a coordinate stops being one.
#[test]
fn coordinates_around_the_fields_order() {
    let mut small = 0;
    for last in 0..=255 {
        for odd in [0, 0x80] {
            let mut bytes = ORDER;
            bytes[0] = last;
            bytes[31] |= odd;
            assert!(last == 0 || agree(bytes) == Is::NoPoint);
            // The same number without the order.
            let mut bytes = [0; 32];
            bytes[0] = last;
            bytes[31] |= odd;
            small += usize::from(agree(bytes) != Is::NoPoint);
        }
    }
    assert!(small > 100);
    // A little below and above in each of the order's words.
    for word in [4, 8, 16, 24] {
        for bytes in [ORDER[word].wrapping_sub(1), ORDER[word].wrapping_add(1)] {
            let mut near = ORDER;
            near[word] = bytes;
            agree(near);
        }
    }
}

#[test]
fn changed_bits() {
    let mut rng = StdRng::seed_from_u64(5);
    for _ in 0..4 * POINTS {
        let mut bytes = bytes_of(in_subgroup(&mut rng));
        bytes[rng.gen_range(0..32)] ^= 1 << rng.gen_range(0..8);
        agree(bytes);
    }
}

fn projective(point: &JubJubExtended) -> Projective {
    Projective {
        u: point.get_u().0,
        v: point.get_v().0,
        z: point.get_z().0,
    }
}

#[test]
fn points_are_compressed_together() {
    let mut rng = StdRng::seed_from_u64(6);
    for _ in 0..POINTS {
        // The first has a `z` of one, the others have any.
        let points = [
            JubJubAffine::from(on_curve(&mut rng)).into(),
            in_subgroup(&mut rng),
            on_curve(&mut rng) + on_curve(&mut rng),
        ];
        let expected = points.map(bytes_of);
        assert_eq!(compress(&points.each_ref().map(projective)), Some(expected));
        assert_eq!(compress(&[projective(&points[2])]), Some([expected[2]]));
    }
}

#[test]
fn a_point_without_a_last_coordinate_has_no_affine_form() {
    let point = projective(&GENERATOR_EXTENDED);
    let order = ORDER.as_chunks().0;
    let order = core::array::from_fn(|i| u64::from_le_bytes(order[i]));
    for zero in [[0; 4], order] {
        let none = Projective { z: zero, ..point };
        assert_eq!(compress(&[none]), None);
        assert_eq!(compress(&[none, point]), None);
        assert_eq!(compress(&[point, none]), None);
    }
    assert!(compress(&[point, point]).is_some());
    assert_eq!(compress(&[]), Some([]));
}

/// What an archive may hold in place of a point: any coordinates, beyond the field's order too.
#[test]
fn any_words_are_compressed_as_the_curve_crate_does() {
    let mut rng = StdRng::seed_from_u64(7);
    for _ in 0..20 * POINTS {
        let [u, v, z] = [(); 3].map(|()| {
            let mut words: [u64; 4] = rng.r#gen();
            match rng.gen_range(0..6) {
                0 => words[1..].fill(0),
                1 => words.fill(u64::MAX),
                2 => words = BlsScalar::one().0,
                3 => words[3] = 0,
                _ => {}
            }
            words
        });
        // The crate's inversion takes numbers below the order alone; its product gives one.
        let [u, v, below] = [u, v, z].map(|words| BlsScalar(words) * BlsScalar::one());
        let point = JubJubExtended::from_raw_unchecked(u, v, below, u, v);
        let ours = compress(&[Projective { u: u.0, v: v.0, z }]);
        assert_eq!(ours, Some([bytes_of(point)]), "{u:?} {v:?} {z:x?}");
    }
}
