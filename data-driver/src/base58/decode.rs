//! Digits to bytes.

use alloc::vec;
use alloc::vec::Vec;

use super::tables::{
    ALPHABET, DECODED_WORDS, DIGITS, LIMBS, LimbWeights, VALUES, WORD_BITS, with_limbs,
};

/// The bytes that a text in base58 stands for.
///
/// # Errors
/// The offset of the first character that is no digit.
pub fn decode(text: &str) -> Result<Vec<u8>, usize> {
    let zeros = text
        .bytes()
        .take_while(|digit| *digit == ALPHABET[0])
        .count();
    let digits = &text.as_bytes()[zeros..];
    if let Some(at) = digits
        .iter()
        .position(|digit| VALUES[usize::from(*digit)] == 255)
    {
        return Err(zeros + at);
    }
    let number = if digits.len() <= LIMBS * DIGITS {
        with_limbs(|weights| by_table(digits, weights).to_vec())
    } else {
        by_multiplication(digits)
    };
    let start = number
        .iter()
        .position(|byte| *byte != 0)
        .unwrap_or(number.len());
    let mut bytes = vec![0; zeros];
    bytes.extend_from_slice(&number[start..]);
    Ok(bytes)
}

/// The number's bytes, the highest first.
fn by_table(digits: &[u8], weights: &LimbWeights) -> [u8; DECODED_WORDS * 3] {
    let mut columns = [0_u64; DECODED_WORDS];
    for (limb, weights) in digits.rchunks(DIGITS).zip(weights) {
        let value = limb
            .iter()
            .fold(0, |value, digit| value * 58 + value_of(*digit));
        for (column, weight) in columns.iter_mut().zip(weights) {
            *column += value * u64::from(*weight);
        }
    }
    let mut bytes = [0; DECODED_WORDS * 3];
    let mut carry = 0;
    for (column, word) in columns.iter().zip(bytes.rchunks_exact_mut(3)) {
        let sum = column + carry;
        carry = sum >> WORD_BITS;
        let [.., high, middle, low] = sum.to_be_bytes();
        word.copy_from_slice(&[high, middle, low]);
    }
    bytes
}

/// A number of any size, at a cost that grows with its square.
fn by_multiplication(digits: &[u8]) -> Vec<u8> {
    // log(58) / log(256) is below 0.74.
    let mut bytes = vec![0_u8; digits.len() * 74 / 100 + 1];
    for digit in digits {
        let mut carry = value_of(*digit);
        for byte in bytes.iter_mut().rev() {
            carry += u64::from(*byte) * 58;
            *byte = carry.to_le_bytes()[0];
            carry >>= 8;
        }
    }
    bytes
}

fn value_of(digit: u8) -> u64 {
    u64::from(VALUES[usize::from(digit)])
}
