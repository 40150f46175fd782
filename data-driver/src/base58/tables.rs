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
pub(super) static WORD_WEIGHTS: [[u32; LIMBS]; WORDS] = powers(1 << WORD_BITS, RADIX);

/// Row `i`, the weight of the limb that has `i` limbs behind it: words, the lowest first.
pub(super) static LIMB_WEIGHTS: [[u32; DECODED_WORDS]; LIMBS] = powers(RADIX, 1 << WORD_BITS);

/// The value of a byte as a digit, or 255.
pub(super) static VALUES: [u8; 256] = values();

/// The powers of `base` from 0 on, each written in `radix` with the lowest digit first.
#[expect(
    clippy::cast_possible_truncation,
    reason = "digits are below the radix, which is below 2^30"
)]
const fn powers<const DIGITS: usize, const POWERS: usize>(
    base: u64,
    radix: u64,
) -> [[u32; DIGITS]; POWERS] {
    let mut powers = [[0; DIGITS]; POWERS];
    powers[0][0] = 1;
    let mut i = 1;
    while i < POWERS {
        let mut carry = 0;
        let mut j = 0;
        while j < DIGITS {
            let digit = powers[i - 1][j] as u64 * base + carry;
            powers[i][j] = (digit % radix) as u32;
            carry = digit / radix;
            j += 1;
        }
        assert!(carry == 0, "the power has more digits");
        i += 1;
    }
    powers
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
