//! Bytes to digits.

use alloc::string::String;
use alloc::vec;

use super::tables::{ALPHABET, DIGITS, LIMBS, MAX_BYTES, RADIX, WORDS, WordWeights, with_words};

/// Appends the bytes in base58.
pub fn encode(bytes: &[u8], out: &mut String) {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    out.extend(core::iter::repeat_n('1', zeros));
    let significant = &bytes[zeros..];
    if significant.len() <= MAX_BYTES {
        with_words(|weights| by_table(significant, weights, out));
    } else {
        by_division(significant, out);
    }
}

/// A number of up to [`MAX_BYTES`] bytes.
fn by_table(bytes: &[u8], weights: &WordWeights, out: &mut String) {
    let mut columns = [0_u64; LIMBS];
    let mut used = 0;
    // Two words at a time, for which a column is read and written once.
    for (pair, weights) in bytes.rchunks(6).zip(weights.chunks_exact(2)) {
        let (high, low) = pair.split_at(pair.len().saturating_sub(3));
        let (high, low) = (word(high), word(low));
        used += 2;
        // A weight of i words has at most this many limbs: 24 bits are fewer than a limb's 29.
        let limbs = (used * 5 / 6 + 1).min(LIMBS);
        for ((column, of_low), of_high) in columns[..limbs]
            .iter_mut()
            .zip(&weights[0][..limbs])
            .zip(&weights[1][..limbs])
        {
            *column += low * u64::from(*of_low) + high * u64::from(*of_high);
        }
    }
    debug_assert!(used <= WORDS);

    let mut digits = [0_u8; LIMBS * DIGITS];
    let mut carry = 0;
    for (column, digits) in columns.iter().zip(digits.rchunks_exact_mut(DIGITS)) {
        let sum = column + carry;
        carry = sum / RADIX;
        let mut limb = sum % RADIX;
        for digit in digits.iter_mut().rev() {
            *digit = ALPHABET[(limb % 58) as usize];
            limb /= 58;
        }
    }
    push(&digits, out);
}

/// The number that up to three bytes are.
fn word(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0, |value, byte| value << 8 | u64::from(*byte))
}

/// A number of any size, at a cost that grows with its square.
fn by_division(bytes: &[u8], out: &mut String) {
    // log(256) / log(58) is below 1.37.
    let mut digits = vec![0_u8; bytes.len() * 137 / 100 + 1];
    for byte in bytes {
        let mut carry = u32::from(*byte);
        for digit in digits.iter_mut().rev() {
            carry += u32::from(*digit) << 8;
            *digit = u8::try_from(carry % 58).unwrap_or_default();
            carry /= 58;
        }
    }
    digits
        .iter_mut()
        .for_each(|digit| *digit = ALPHABET[usize::from(*digit)]);
    push(&digits, out);
}

/// Appends digits without the zeros in front.
fn push(digits: &[u8], out: &mut String) {
    let zeros = digits
        .iter()
        .take_while(|digit| **digit == ALPHABET[0])
        .count();
    // Digits are ASCII; checking that at once is faster than adding them one by one.
    out.push_str(core::str::from_utf8(&digits[zeros..]).unwrap_or_default());
}
