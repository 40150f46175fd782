//! The one exponentiation that square roots need.

use crate::field::Field;
use crate::fp::Fp;

/// Bits that are multiplied in at once.
const WINDOW: u32 = 5;

/// `(p - 3) / 4`, the highest word first.
const EXPONENT: [u64; 6] = [
    0x0680_447a_8e5f_f9a6,
    0x92c6_e9ed_90d2_eb35,
    0xd91d_d2e1_3ce1_44af,
    0xd9cc_34a8_3dac_3d89,
    0x07aa_ffff_ac54_ffff,
    0xee7f_bfff_ffff_eaaa,
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
    let by_square = power(a);
    Root {
        root: by_square.mul(a),
        by_square,
    }
}

/// `a^((p - 3) / 4)`, by a sliding window.
fn power(a: &Fp) -> Fp {
    // The odd powers a, a^3, a^5, ...
    let mut odd = [*a; 1 << (WINDOW - 1)];
    let square = a.square();
    for i in 1..odd.len() {
        odd[i] = odd[i - 1].mul(&square);
    }

    let bit = |i: u32| usize::from(EXPONENT[5 - i as usize / 64] >> (i % 64) & 1 == 1);
    let mut result = Fp::ONE;
    let mut left = 384;
    while left > 0 {
        if bit(left - 1) == 0 {
            result = result.square();
            left -= 1;
            continue;
        }
        // A window starts and ends with a one.
        let mut width = WINDOW.min(left);
        while bit(left - width) == 0 {
            width -= 1;
        }
        let mut digit = 0;
        for _ in 0..width {
            left -= 1;
            digit = digit << 1 | bit(left);
            result = result.square();
        }
        result = result.mul(&odd[digit >> 1]);
    }
    result
}
