//! Inverse square roots in the scalar field of BLS12-381, where `p - 1` is `2³²·t` for an odd `t`.
//!
//! What `a` to the power of `(t - 1) / 2` lacks is in the subgroup of 2³² roots of unity, where
//! logarithms are found digit by digit: [Sarkar, section 3](https://eprint.iacr.org/2020/1407).

use crate::field::Field;
use crate::fr::{Fr, order_divided};
use crate::power::power;

/// `(t - 1) / 2`.
const EXPONENT: [u64; 4] = order_divided(33);

/// Bits of a logarithm's digit.
const BITS: usize = 2;
/// How many values a digit has.
const BASE: usize = 1 << BITS;
/// How many digits a logarithm has.
const DIGITS: usize = 32 / BITS;

/// `1 / g` for the generator `g = 7^t` of the subgroup; 7 is no square.
const INVERSE_GENERATOR: Fr = Fr::of_number([
    0x0fb4_d6e1_3cf1_9a78,
    0x6f67_d4a2_b566_f833,
    0xed4f_2f74_a35d_0168,
    0x0538_a6f6_6e19_c653,
]);

/// `g^(-digit·BASE^place)` for each place and each digit from 1 on.
static INVERSES: [[Fr; BASE - 1]; DIGITS] = {
    let mut inverses = [[Fr::ONE; BASE - 1]; DIGITS];
    let mut first = INVERSE_GENERATOR;
    let mut place = 0;
    while place < DIGITS {
        let mut power = first;
        let mut digit = 1;
        while digit < BASE {
            inverses[place][digit - 1] = power;
            power = Fr::multiply(&power, &first);
            digit += 1;
        }
        first = power;
        place += 1;
    }
    inverses
};

/// The lowest word of each `BASE`th root of unity, `g^(digit·BASE^(DIGITS - 1))`, by which it is told
/// from the others.
static LOWEST_WORDS: [u32; BASE] = {
    let mut words = [Fr::ONE.reduced()[0]; BASE];
    let mut digit = 1;
    while digit < BASE {
        words[digit] = INVERSES[DIGITS - 1][BASE - digit - 1].reduced()[0];
        digit += 1;
    }
    words
};

/// `1 / √a`, one of the two, of an `a` that is not zero; `None` if it is no square.
pub(crate) fn inverse_root(a: &Fr) -> Option<Fr> {
    let root = power(a, &EXPONENT);
    // Its square is u/a for this root of unity.
    let unity = root.square().mul(a);
    let logarithm = logarithm(&unity)?;
    // u is g^logarithm, and what is left of it once halved is divided by.
    let half = logarithm / 2;
    Some((0..DIGITS).fold(root, |root, place| times_inverse(&root, place, half, place)))
}

/// The logarithm of a root of unity, if it is even.
fn logarithm(unity: &Fr) -> Option<u32> {
    // The powers BASE^place.
    let mut powers = [*unity; DIGITS];
    for place in 1..DIGITS {
        powers[place] = (0..BITS).fold(powers[place - 1], |power, _| power.square());
    }

    let mut logarithm = 0;
    for (place, power) in powers.iter().rev().enumerate() {
        // In this power the digits above are gone; those below are taken out.
        let up = DIGITS - 1 - place;
        let rest = (0..place).fold(*power, |rest, below| {
            times_inverse(&rest, below + up, logarithm, below)
        });
        let lowest = rest.reduced()[0];
        let digit = LOWEST_WORDS.iter().position(|word| *word == lowest)?;
        if place == 0 && digit % 2 == 1 {
            return None;
        }
        logarithm |= u32::try_from(digit).ok()? << (BITS * place);
    }
    Some(logarithm)
}

/// An element times what takes away the logarithm's digit, which stands at this place.
fn times_inverse(element: &Fr, place: usize, logarithm: u32, of: usize) -> Fr {
    match logarithm as usize >> (BITS * of) & (BASE - 1) {
        0 => *element,
        digit => element.mul(&INVERSES[place][digit - 1]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_has_the_order_of_the_subgroup() {
        let half = (0..31).fold(INVERSE_GENERATOR, |power, _| power.square());
        assert!(half.equals(&Fr::ONE.neg()));
    }

    #[test]
    fn roots_of_unity_are_told_apart() {
        for (i, word) in LOWEST_WORDS.iter().enumerate() {
            assert!(!LOWEST_WORDS[..i].contains(word));
        }
    }

    #[test]
    fn each_digit_of_a_logarithm_is_found() {
        for (place, inverses) in INVERSES.iter().enumerate() {
            for (inverse, digit) in inverses.iter().zip(1_u64..) {
                let expected = (1 << 32) - (digit << (BITS * place));
                let expected = expected.is_multiple_of(2).then_some(expected);
                assert_eq!(logarithm(inverse).map(u64::from), expected);
            }
        }
        assert_eq!(logarithm(&Fr::ONE), Some(0));
    }

    #[test]
    fn squares_have_inverse_roots_and_others_have_none() {
        let seven = Fr::of_number([7, 0, 0, 0]);
        let mut element = seven;
        for _ in 0..200 {
            element = element.mul(&seven).add(&Fr::ONE);
            let square = element.square();
            let root = inverse_root(&square).expect("an inverse root");
            assert!(root.square().mul(&square).equals(&Fr::ONE));
            assert!(inverse_root(&square.mul(&seven)).is_none());
        }
    }
}
