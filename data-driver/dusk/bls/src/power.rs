//! Exponentiation.

use crate::field::Field;

/// Bits that are multiplied in at once.
const WINDOW: usize = 5;

/// `a` to the power of a number that is not zero, the lowest word first, by a sliding window.
pub(crate) fn power<F: Field>(a: &F, exponent: &[u64]) -> F {
    // The odd powers a, a^3, a^5, ...
    let mut odd = [*a; 1 << (WINDOW - 1)];
    let square = a.square();
    for i in 1..odd.len() {
        odd[i] = odd[i - 1].mul(&square);
    }

    let bit = |i: usize| usize::from(exponent[i / 64] >> (i % 64) & 1 == 1);
    let mut left = 64 * exponent.len();
    while bit(left - 1) == 0 {
        left -= 1;
    }
    let mut result = F::ONE;
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
