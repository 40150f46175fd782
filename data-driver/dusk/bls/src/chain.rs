//! Square roots in the prime field of BLS12-381.

use crate::field::Field;
use crate::fp::Fp;
use crate::power::power;

/// `(p - 3) / 4`, the lowest word first.
const EXPONENT: [u64; 6] = [
    0xee7f_bfff_ffff_eaaa,
    0x07aa_ffff_ac54_ffff,
    0xd9cc_34a8_3dac_3d89,
    0xd91d_d2e1_3ce1_44af,
    0x92c6_e9ed_90d2_eb35,
    0x0680_447a_8e5f_f9a6,
];

/// A square root's candidate, and what it was made of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Root {
    /// `a^((p + 1) / 4)`: its square is `a`, or `-a` where `a` is no square.
    pub(crate) root: Fp,
    /// `a^((p - 3) / 4)`: the root divided by `a`.
    pub(crate) by_square: Fp,
}

/// The candidate for a square root; `p` is 3 modulo 4.
pub(crate) fn root(a: &Fp) -> Root {
    let by_square = power(a, &EXPONENT);
    Root {
        root: by_square.mul(a),
        by_square,
    }
}
