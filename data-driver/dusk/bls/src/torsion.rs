//! Which points of JubJub are in the subgroup of the large prime order.

use crate::field::Field;
use crate::fr::{Fr, order_divided};
use crate::power::power;

/// A square root of -1, the u-coordinate of `2T` for the point `T` below.
const I: Fr = Fr::of_number([
    0xfffe_ffff_0000_0001,
    0x67ba_a400_89fb_5bfe,
    0xa5e8_0b39_939e_d334,
    0x73ed_a753_299d_7d47,
]);

/// Twice the slope of the tangent at `T`, in the curve's Montgomery form.
const TWICE_SLOPE: Fr = Fr::of_number([
    0x9da4_f5f6_7b34_a688,
    0x4fff_c11b_6a7d_4c60,
    0xef79_6ac3_c8f9_f886,
    0x32a6_2cb6_b572_6573,
]);

/// `-4·(1 + d)`, sixteen times the inverse of Montgomery's coefficient `B`.
const SCALE: Fr = Fr::of_number([
    0xfbe6_80a2_a72f_053a,
    0x02c5_4a51_229e_4365,
    0x8e7d_67f0_784d_b0ba,
    0x3d8e_eb09_2352_4d6c,
]);

/// `(p - 1) / 8`: `p - 1` is a multiple of `2³²`.
const EIGHTH: [u64; 4] = order_divided(3);

/// Whether a point of the curve is in the subgroup.
///
/// The curve has eight times as many points as the subgroup, and its points of order 8, 4, 2 and 1 are
/// the multiples of one point `T`. So the subgroup's points are those that are eight times another,
/// which the [Tate pairing](https://eprint.iacr.org/2022/037) with `T` tells: the function with an
/// eightfold zero at `T` and an eightfold pole at the identity is an eighth power there.
///
/// In Montgomery's form, `x = (1 + v)/(1 - v)` and `y = x/u`, that function is
/// `(l₁/(x - 1))⁴·l₂²/(x·B)`. The tangent at `2T`, where `x` is 1, is `l₂ = y - x/i`; that at `T`
/// goes through `-2T` and is `l₁ = y + 1/i - slope·(x - 1)`. Below it is times eighth powers, so that
/// nothing is divided.
pub(crate) fn is_torsion_free(u: &Fr, v: &Fr) -> bool {
    if u.is_zero() {
        // The identity, or the point of order 2.
        return v.equals(&Fr::ONE);
    }
    let (plus, minus) = (Fr::ONE.add(v), Fr::ONE.sub(v));
    let iu = I.mul(u);
    // This is 2uv·l₁/(x - 1).
    let tangent = plus.sub(&iu.mul(&minus)).sub(&TWICE_SLOPE.mul(u).mul(v));
    let fourth = tangent.mul(v).mul(&minus);
    let square = fourth
        .square()
        .mul(u)
        .mul(&Fr::ONE.add(&iu))
        .mul(&minus)
        .square();
    let value = square.mul(&plus).mul(&minus).mul(&SCALE);
    // It is zero at points of order 8 and 4.
    power(&value, &EIGHTH).equals(&Fr::ONE)
}
