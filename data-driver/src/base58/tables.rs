//! Powers of one radix written in the other.
//!
//! Base58 is a change of radix. Digits are taken five at a time, as one limb in radix 58^5, which is
//! below 2^30; bytes three at a time, as one word of 24 bits. Each word contributes its value times a
//! row of constants: the word's weight, a power of 2^24, written in radix 58^5. A product is below
//! 2^54, so a column of up to 2^10 products fits into 64 bits and the carries can wait until the
//! end. The way back does the same with the powers of 58^5 in words.

/// The digits.
pub(super) const ALPHABET: &[u8; 58] =
    b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/// Digits in a limb.
pub(super) const DIGITS: usize = 5;

/// The radix of limbs: 58^5.
pub(super) const RADIX: u64 = 58_u64.pow(5);

/// Bits in a word.
pub(super) const WORD_BITS: u32 = 24;

/// The most words, and so 96 bytes: a compressed point of the BLS12-381 curve's larger group, the
/// longest key in use.
pub(super) const WORDS: usize = 32;

/// The most bytes that the tables are for.
pub(super) const MAX_BYTES: usize = WORDS * WORD_BITS as usize / 8;

/// Limbs that hold any number of that many words: 58^135 is the first power of 58^5 above 2^768.
pub(super) const LIMBS: usize = 27;

/// Words that hold any number of that many limbs: 58^135 is below 2^816.
pub(super) const DECODED_WORDS: usize = 34;

/// Row `i`, the weight of the word that has `i` words behind it: limbs, the lowest first.
pub(super) type WordWeights = [[u32; LIMBS]; WORDS];

/// Row `i`, the weight of the limb that has `i` limbs behind it: words, the lowest first.
pub(super) type LimbWeights = [[u32; DECODED_WORDS]; LIMBS];

#[cfg(not(target_family = "wasm"))]
mod weights {
    //! Made by the compiler.

    use super::{
        DECODED_WORDS, LIMBS, LimbWeights, RADIX, WORD_BITS, WORDS, WordWeights, write_powers,
    };

    static OF_WORDS: WordWeights = {
        let mut rows = [[0; LIMBS]; WORDS];
        write_powers(rows.as_flattened_mut(), LIMBS, 1 << WORD_BITS, RADIX);
        rows
    };
    static OF_LIMBS: LimbWeights = {
        let mut rows = [[0; DECODED_WORDS]; LIMBS];
        write_powers(
            rows.as_flattened_mut(),
            DECODED_WORDS,
            RADIX,
            1 << WORD_BITS,
        );
        rows
    };

    pub(in super::super) fn with_words<R>(run: impl FnOnce(&WordWeights) -> R) -> R {
        run(&OF_WORDS)
    }

    pub(in super::super) fn with_limbs<R>(run: impl FnOnce(&LimbWeights) -> R) -> R {
        run(&OF_LIMBS)
    }
}

#[cfg(target_family = "wasm")]
mod weights {
    //! Made when they are first used, in some 20 us: in a driver's file they would be 7 kB that cannot
    //! be compressed.

    use super::{
        DECODED_WORDS, LIMBS, LimbWeights, RADIX, WORD_BITS, WORDS, WordWeights, write_powers,
    };
    use crate::single::Single;

    static OF_WORDS: Single<WordWeights> = Single::new([[0; LIMBS]; WORDS]);
    static OF_LIMBS: Single<LimbWeights> = Single::new([[0; DECODED_WORDS]; LIMBS]);

    pub(in super::super) fn with_words<R>(run: impl FnOnce(&WordWeights) -> R) -> R {
        OF_WORDS.with(|weights| {
            make(weights.as_flattened_mut(), LIMBS, 1 << WORD_BITS, RADIX);
            run(weights)
        })
    }

    pub(in super::super) fn with_limbs<R>(run: impl FnOnce(&LimbWeights) -> R) -> R {
        OF_LIMBS.with(|weights| {
            make(
                weights.as_flattened_mut(),
                DECODED_WORDS,
                RADIX,
                1 << WORD_BITS,
            );
            run(weights)
        })
    }

    /// The first power is 1, once they are made.
    #[inline(never)]
    fn make(rows: &mut [u32], digits: usize, base: u64, radix: u64) {
        if rows[0] == 0 {
            write_powers(rows, digits, base, radix);
        }
    }
}

pub(super) use weights::{with_limbs, with_words};

/// The value of a byte as a digit, or 255.
pub(super) static VALUES: [u8; 256] = values();

/// Makes rows of so many digits each: the powers of `base` from 0 on, each written in `radix` with the
/// lowest digit first.
#[expect(
    clippy::cast_possible_truncation,
    reason = "digits are below the radix, which is below 2^30"
)]
const fn write_powers(rows: &mut [u32], digits: usize, base: u64, radix: u64) {
    rows[0] = 1;
    let mut carry = 0;
    let mut i = digits;
    while i < rows.len() {
        if i.is_multiple_of(digits) {
            assert!(carry == 0, "the power has more digits");
        }
        let digit = rows[i - digits] as u64 * base + carry;
        rows[i] = (digit % radix) as u32;
        carry = digit / radix;
        i += 1;
    }
    assert!(carry == 0, "the power has more digits");
}

#[expect(clippy::cast_possible_truncation, reason = "there are 58 digits")]
const fn values() -> [u8; 256] {
    let mut values = [255; 256];
    let mut value = 0;
    while value < ALPHABET.len() {
        values[ALPHABET[value] as usize] = value as u8;
        value += 1;
    }
    values
}
